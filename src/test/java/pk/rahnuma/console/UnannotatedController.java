package pk.rahnuma.console;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;

/// Routes without an annotation of permissions, as a developer might forget it, and an open one.
@Controller
@Requires(property = "rahnuma.test.bare")
final class UnannotatedController {

    @Get("/desk/bare")
    String unannotatedPage() {
        return "the annotation is missing";
    }

    @Get("/bare")
    String unannotatedRoute() {
        return "the annotation is missing";
    }

    /// Tells whether Micronaut Security has filtered the request.
    @Get("/open")
    @Secured(SecurityRule.IS_ANONYMOUS)
    String openRoute(HttpRequest<?> request) {
        return request.getAttribute(SecurityFilter.KEY).isPresent() ? "filtered" : "not filtered";
    }
}
