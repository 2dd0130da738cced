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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.FormSubmissionService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Changes many tickets of the queue at once.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BulkTicketController {

    private final TicketTriageService sorting;
    private final TicketAssignmentService claims;
    private final TicketResolutionService closing;
    private final AgentDirectory colleagues;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    BulkTicketController(
            TicketTriageService sorting,
            TicketAssignmentService claims,
            TicketResolutionService closing,
            AgentDirectory colleagues,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.sorting = sorting;
        this.claims = claims;
        this.closing = closing;
        this.colleagues = colleagues;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// Changes each ticket in a transaction of its own; a failure of one does not affect the others.
    ///
    /// @param form `number` several times, and `what`: `resolve`, `assign` with `member`, or `tag` with `tag`
    @Post("/tickets/many")
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<?> many(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        Collection<Reference> numbers = fields.getAll("number").stream()
                .map(TicketListController::parseNumber)
                .toList();
        if (numbers.isEmpty()) {
            throw new RuleViolationException("choose_tickets");
        }
        if (numbers.size() > TicketListPage.PAGE_SIZE) {
            throw new RuleViolationException("choose_fewer", "most", TicketListPage.PAGE_SIZE);
        }
        Instant now = clock.instant();
        String what = fields.getText("what");
        Consumer<Reference> act = act(what, fields, ConsoleUser.requireUser(request), now);
        List<StaffRemark> undone = new ArrayList<>();
        for (Reference number : numbers) {
            try {
                submissions.submitPartOnce(request, number.symbols(), now, () -> act.accept(number));
            } catch (RuleViolationException e) {
                undone.add(StaffRemark.ofKey("refusal.undone_one", "number", number, "why", e.remark()));
            }
        }
        if (!undone.isEmpty()) {
            throw new RuleViolationException(
                    "undone", "done", numbers.size() - undone.size(), "count", undone.size(), "why", undone);
        }
        return TemplateRenderer.confirmOrRedirect(request, "/desk/tickets");
    }

    private Consumer<Reference> act(String what, FormFields fields, ConsoleUser viewer, Instant now) {
        ActingAgent agent = AgentDirectory.actingAgent(viewer);
        return switch (what) {
            case "resolve" -> number -> closing.resolveTicket(number, agent.member(), now);
            case "assign" -> {
                TicketAgent to = colleagues.requireAgent(fields.getLong("member"));
                yield number -> claims.transferTicket(number, agent, to, now);
            }
            case "tag" -> number -> sorting.addTag(number, agent, fields.getText("tag"), now);
            default -> throw new RuleViolationException("choose");
        };
    }
}
