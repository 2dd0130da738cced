package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.FormSubmissionService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.TicketOpeningService;

/// Opens a ticket for a member of staff.
@Controller(value = "/desk/tickets", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NewTicketController {

    private final TicketOpeningService opening;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    NewTicketController(TicketOpeningService opening, FormSubmissionService submissions, InstantSource clock) {
        this.opening = opening;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// Opens a ticket.
    ///
    /// @param form `about` (an application's reference, or the number of a ticket of the same person), `topic`, `text`
    @Post
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> openTicket(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        String about = fields.getText("about");
        Reference reference = Reference.parseText(about)
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", about));
        String topic = fields.getText("topic");
        if (!Ticket.SCRIPT_TOPICS.contains(topic)) {
            throw new RuleViolationException("choose");
        }
        String text = fields.getRawText("text").strip();
        TicketAgent by = AgentDirectory.toAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        String page = submissions.submitOnce(
                request,
                now,
                () -> "/desk/tickets/"
                        + opening.openByStaff(reference, topic, text, by, now)
                                .number()
                                .toGroupedText());
        return TemplateRenderer.redirectTo(request, page);
    }
}
