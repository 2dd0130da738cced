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
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.console.BulkSubmissionService;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Changes many tickets of the queue at once.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class BulkTicketController {

    private final TicketTriageService triage;
    private final TicketAssignmentService assignments;
    private final AgentDirectory agents;
    private final BulkSubmissionService bulkOperation;
    private final InstantSource clock;

    BulkTicketController(
            TicketTriageService triage,
            TicketAssignmentService assignments,
            AgentDirectory agents,
            BulkSubmissionService bulkOperation,
            InstantSource clock) {
        this.triage = triage;
        this.assignments = assignments;
        this.agents = agents;
        this.bulkOperation = bulkOperation;
        this.clock = clock;
    }

    /// Operations on the selected tickets.
    enum BulkOperation {
        /// Leads to the page that names the unanswered ones and asks for a confirmation.
        RESOLVE,
        ASSIGN,
        TAG,
        /// Leads to the page that asks for the reason and a confirmation.
        REMOVE,
        MUTE,
        SPAM,
        BLOCK
    }

    /// Selected tickets, and the operation.
    ///
    /// @param member to assign them to; null with other operations
    /// @param show tab of the list that they were selected in
    @Introspected
    record BulkForm(
            @NotEmpty(message = "choose_tickets") @Size(max = TicketListPage.PAGE_SIZE, message = "choose_fewer")
            List<String> number,

            @NotNull(message = "choose") BulkOperation what,
            Long member,
            String tag,
            String show)
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
        if (form.what() == BulkOperation.RESOLVE) {
            return TemplateRenderer.redirectTo(request, TicketResolutionController.pathOf(numbers, form.show()));
        }
        if (form.what().compareTo(BulkOperation.REMOVE) > 0) {
            return TemplateRenderer.redirectTo(
                    request,
                    TicketRestraintController.pathOf(
                            Restraint.Kind.valueOf(form.what().name()), numbers, form.show()));
        }
        Instant now = clock.instant();
        Consumer<Reference> act = createOperation(form, ConsoleUser.requireUser(request), now);
        bulkOperation.applyToEach(request, numbers, act);
        return TemplateRenderer.confirmOrRedirect(request, "/desk/tickets");
    }

    private Consumer<Reference> createOperation(BulkForm form, ConsoleUser viewer, Instant now) {
        ActingAgent agent = AgentDirectory.actingAgent(viewer);
        return switch (form.what()) {
            case ASSIGN -> {
                if (form.member() == null) {
                    throw ConsoleForm.rejectField(ConsoleForm.INCOMPLETE, "member");
                }
                TicketAgent to = agents.requireAgent(form.member());
                yield number -> assignments.transferTicket(number, agent, to, now);
            }
            case TAG -> number -> triage.addTag(number, agent, form.tag(), now);
            case RESOLVE, REMOVE, MUTE, SPAM, BLOCK ->
                throw new IllegalArgumentException("it is confirmed on a page of its own");
        };
    }
}
