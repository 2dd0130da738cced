package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.conversation.DeadLetterService;
import pk.rahnuma.registration.RuleViolationException;

/// Shows messages that could not be processed, and retries or drops them. [DeadLetterService] logs each view and
/// action.
@Controller(value = DeadLetterController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class DeadLetterController {

    static final String PATH = "/desk/letters";
    private static final int MAX_ROWS = 200;
    private static final int MAX_REASON_LENGTH = 300;

    private final DeadLetterService deadLetters;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    DeadLetterController(DeadLetterService deadLetters, TemplateRenderer templates, InstantSource clock) {
        this.deadLetters = deadLetters;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    @Secured(PermissionNames.MANAGE_LETTERS)
    HttpResponse<String> listDeadLetters(HttpRequest<?> request) {
        return templates.renderPage(
                templates.createContext(request),
                "admin/letters.jte",
                "letters",
                deadLetters.listDeadLetters(MAX_ROWS),
                "most",
                MAX_ROWS);
    }

    @Get("/{number}")
    @Secured(PermissionNames.MANAGE_LETTERS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<String> readDeadLetter(HttpRequest<?> request, @PathVariable String number) {
        DeadLetterService.OpenedDeadLetter opened = deadLetters
                .openDeadLetter(
                        parseId(request, number),
                        ConsoleUser.requireUser(request).name(),
                        clock.instant())
                .orElseThrow(() -> createGoneException(request));
        return templates.renderPage(templates.createContext(request), "admin/letter.jte", "opened", opened);
    }

    @Post("/{number}/retry")
    @Secured(PermissionNames.MANAGE_LETTERS)
    HttpResponse<String> retryDeadLetter(HttpRequest<?> request, @PathVariable String number) {
        DeadLetterService.RetryResult retry = deadLetters.retryDeadLetter(
                parseId(request, number), ConsoleUser.requireUser(request).name(), clock.instant());
        return switch (retry) {
            case DeadLetterService.RetryResult.Processed done -> TemplateRenderer.redirectTo(request, PATH);
            case DeadLetterService.RetryResult.NotFound none -> throw createGoneException(request);
            case DeadLetterService.RetryResult.OlderExists behind ->
                throw new RuleViolationException(
                        "letter_behind", "number", behind.first().displayNumber());
            case DeadLetterService.RetryResult.Failed failed ->
                throw new RuleViolationException("letter_failed", "why", failed.failure());
        };
    }

    @Introspected
    record DropForm(
            @Size(min = 1, max = MAX_REASON_LENGTH, message = "letter_why")
            String why) implements ConsoleForm {}

    @Post("/{number}/drop")
    @Secured(PermissionNames.MANAGE_LETTERS)
    HttpResponse<String> dropDeadLetter(
            HttpRequest<?> request, @PathVariable String number, @Valid @Body DropForm form) {
        deadLetters
                .discardDeadLetter(
                        parseId(request, number),
                        ConsoleUser.requireUser(request).name(),
                        form.why(),
                        clock.instant())
                .orElseThrow(() -> createGoneException(request));
        return TemplateRenderer.redirectTo(request, PATH);
    }

    private long parseId(HttpRequest<?> request, String number) {
        try {
            return Long.parseLong(number, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw createGoneException(request);
        }
    }

    private RuleViolationException createGoneException(HttpRequest<?> request) {
        return new RuleViolationException("letter_gone");
    }
}
