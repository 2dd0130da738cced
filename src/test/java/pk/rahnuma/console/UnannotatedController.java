package pk.rahnuma.console;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// A route that says nothing of who may, as somebody might forget to.
@Controller("/desk/bare")
@Requires(property = "rahnuma.test.bare")
final class UnannotatedController {

    @Get
    String unannotatedRoute() {
        return "somebody forgot";
    }
}
