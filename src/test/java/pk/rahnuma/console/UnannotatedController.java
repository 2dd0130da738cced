package pk.rahnuma.console;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// Route without an annotation of permissions, as a developer might forget it.
@Controller("/desk/bare")
@Requires(property = "rahnuma.test.bare")
final class UnannotatedController {

    @Get
    String unannotatedRoute() {
        return "somebody forgot";
    }
}
