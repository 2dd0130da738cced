package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import java.util.List;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.desk.CustomerTableService;
import pk.rahnuma.desk.DeskException;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketFileService;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Puts a table of lines into the form of the customer of a ticket, who checks and confirms it. The conversation on the
/// page shows what was read.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketTableController {

    private final TicketQueryService tickets;
    private final TicketFileService files;
    private final CustomerTableService tables;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    TicketTableController(
            TicketQueryService tickets,
            TicketFileService files,
            CustomerTableService tables,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.tickets = tickets;
        this.files = files;
        this.tables = tables;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// The body is the file alone.
    ///
    /// @param name file name, percent-encoded
    @BodyLimit(BodySize.BUFFERED_FILE)
    @Post("/table")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> enterTable(
            HttpRequest<?> request,
            @PathVariable String typed,
            @Nullable @Header(AttachedFiles.NAME_HEADER) String name,
            @Nullable @Body byte[] body) {
        Reference number = TicketListController.parseNumber(typed);
        AttachedFiles.requireSize(body);
        TicketAgent agent = AgentDirectory.toAgent(ConsoleUser.requireUser(request));
        String table = submissions.submitOnce(
                request,
                () -> Long.toString(
                        files.saveTable(number, agent, AttachedFiles.decodeName(name), body, clock.instant())
                                .id()));
        long customer = tickets.findByNumbers(List.of(number)).getFirst().conversation();
        enterTable(customer, Long.parseLong(table));
        return TemplateRenderer.confirmOrRedirect(request, "/desk/tickets/" + number.toGroupedText());
    }

    private void enterTable(long customer, long table) {
        try {
            CustomerTableService.TableOutcome outcome = tables.enterTable(customer, table);
            if (!outcome.problems().isEmpty()) {
                throw new RuleViolationException("table_problems", "problems", String.join("\n", outcome.problems()));
            }
            if (outcome.first() != null) {
                throw new RuleViolationException("table_early", "question", outcome.first());
            }
        } catch (DeskException refused) {
            throw new RuleViolationException("table_refused");
        }
    }
}
