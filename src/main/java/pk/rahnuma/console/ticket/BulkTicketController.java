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
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
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
class BulkTicketController {

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

    /// Operations on the selected tickets.
    enum BulkOperation {
        RESOLVE,
        ASSIGN,
        TAG,
        /// Leads to the page that asks for the reason and a confirmation.
        REMOVE
    }

    /// Selected tickets, and the operation.
    ///
    /// @param member to assign them to; null with other operations
    @Introspected
    record BulkForm(
            @NotEmpty(message = "choose_tickets") @Size(max = TicketListPage.PAGE_SIZE, message = "choose_fewer")
            List<String> number,

            @NotNull(message = "choose") BulkOperation what,
            Long member,
            String tag)
            implements ConsoleForm {}

    /// Changes each ticket in a transaction of its own; a failure of one does not affect the others.
    @Post("/tickets/many")
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<?> many(HttpRequest<?> request, @Valid @Body BulkForm form) {
        Collection<Reference> numbers =
                form.number().stream().map(TicketListController::parseNumber).toList();
        if (form.what() == BulkOperation.REMOVE) {
            return TemplateRenderer.redirectTo(request, TicketRemovalController.pathOf(numbers));
        }
        Instant now = clock.instant();
        Consumer<Reference> act = act(form, ConsoleUser.requireUser(request), now);
        List<StaffRemark> undone = new ArrayList<>();
        for (Reference number : numbers) {
            try {
                submissions.submitPartOnce(request, number.symbols(), () -> act.accept(number));
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

    private Consumer<Reference> act(BulkForm form, ConsoleUser viewer, Instant now) {
        ActingAgent agent = AgentDirectory.actingAgent(viewer);
        return switch (form.what()) {
            case RESOLVE -> number -> closing.resolveTicket(number, agent.member(), now);
            case ASSIGN -> {
                if (form.member() == null) {
                    throw ConsoleForm.rejectField(ConsoleForm.INCOMPLETE, "member");
                }
                TicketAgent to = colleagues.requireAgent(form.member());
                yield number -> claims.transferTicket(number, agent, to, now);
            }
            case TAG -> number -> sorting.addTag(number, agent, form.tag(), now);
            case REMOVE -> throw new IllegalArgumentException("a removal is confirmed on its own page");
        };
    }
}
