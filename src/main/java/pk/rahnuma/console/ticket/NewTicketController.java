package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.TicketOpeningService;

/// Opens a ticket for a member of staff.
@Controller(value = "/desk/tickets", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class NewTicketController {

    private final TicketOpeningService ticketOpening;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    NewTicketController(TicketOpeningService ticketOpening, FormSubmissionService submissions, InstantSource clock) {
        this.ticketOpening = ticketOpening;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// New ticket.
    ///
    /// @param about reference of an application, or number of a ticket of the same person
    @Introspected
    record NewTicketForm(String about, String topic, String text) implements ConsoleForm {}

    @Post
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> openTicket(HttpRequest<?> request, @Valid @Body NewTicketForm form) {
        Reference reference = Reference.parseText(form.about())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", form.about()));
        if (!Ticket.SCRIPT_TOPICS.contains(form.topic())) {
            throw new RuleViolationException("choose");
        }
        TicketAgent by = AgentDirectory.toAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        String page = submissions.submitOnce(
                request,
                () -> "/desk/tickets/"
                        + ticketOpening
                                .openByStaff(reference, form.topic(), form.text(), by, now)
                                .number()
                                .toGroupedText());
        return TemplateRenderer.redirectTo(request, page);
    }
}
