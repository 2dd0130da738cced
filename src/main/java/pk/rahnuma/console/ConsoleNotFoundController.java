package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// Answers paths below `/desk` that have no route, with a page of the console.
@Controller("/desk")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsoleNotFoundController {

    private final TemplateRenderer templates;

    ConsoleNotFoundController(TemplateRenderer templates) {
        this.templates = templates;
    }

    @Get("/{+path}")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<?> showNotFound(HttpRequest<?> request, @PathVariable String path) {
        return ConsoleExceptionHandlerFactory.errorResponse(
                templates,
                request,
                HttpStatus.NOT_FOUND,
                templates.createContext(request).formatText("problem.missing"));
    }
}
