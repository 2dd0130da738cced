package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.work.TicketRemovalService;

/// Removes many tickets of persons without a proof: a page that says how many, and the removal.
@Controller(value = "/desk/tickets/removal", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TicketRemovalController {

    private static final String PATH = "/desk/tickets/removal";

    private final TicketRemovalService removal;
    private final FormSubmissionService submissions;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    TicketRemovalController(
            TicketRemovalService removal,
            FormSubmissionService submissions,
            TemplateRenderer templates,
            InstantSource clock) {
        this.removal = removal;
        this.submissions = submissions;
        this.templates = templates;
        this.clock = clock;
    }

    /// Path of the page for chosen tickets.
    static String pathOf(Collection<Reference> numbers) {
        return PATH
                + numbers.stream()
                        .map(number -> "number=" + number.toGroupedText())
                        .collect(Collectors.joining("&", "?", ""));
    }

    /// Shows which tickets would be removed.
    ///
    /// @param like number of a ticket, for all of its network
    /// @param number numbers of tickets, for these alone
    @Get
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<String> showRemoval(
            HttpRequest<?> request, @Nullable @QueryValue String like, @Nullable @QueryValue List<String> number) {
        TicketRemovalService.RemovalSelection selection = like == null
                ? removal.selectTickets((number == null ? List.<String>of() : number)
                        .stream().map(TicketListController::parseNumber).toList())
                : removal.selectNetwork(TicketListController.parseNumber(like));
        if (selection.tickets().isEmpty()) {
            throw new RuleViolationException("nothing_to_remove");
        }
        return templates.renderPage(
                templates.createContext(request),
                "tickets/removal.jte",
                "selection",
                selection,
                "isNetwork",
                like != null);
    }

    /// Confirmed removal.
    @Introspected
    record RemovalForm(
            @NotEmpty(message = "choose_tickets")
            @Size(max = TicketRemovalService.MAX_TICKETS_PER_REMOVAL, message = "choose_fewer")
            List<String> number,

            @NotNull(message = "choose") Restraint.Reason reason)
            implements ConsoleForm {}

    /// Removes the tickets that the page showed, in one transaction.
    @Post
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<String> removeTickets(HttpRequest<?> request, @Valid @Body RemovalForm form) {
        Instant now = clock.instant();
        List<Reference> numbers =
                form.number().stream().map(TicketListController::parseNumber).toList();
        submissions.submitOnce(
                request,
                () -> Integer.toString(
                        removal.removeTickets(ConsoleUser.requireUser(request).signed(), numbers, form.reason(), now)));
        return TemplateRenderer.redirectTo(request, "/desk/tickets?show=unproved");
    }
}
