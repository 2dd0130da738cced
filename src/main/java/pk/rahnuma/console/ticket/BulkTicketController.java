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
import java.util.function.BiConsumer;
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
    private final BulkSubmissionService submissions;
    private final InstantSource clock;

    BulkTicketController(
            TicketTriageService triage,
            TicketAssignmentService assignments,
            AgentDirectory agents,
            BulkSubmissionService submissions,
            InstantSource clock) {
        this.triage = triage;
        this.assignments = assignments;
        this.agents = agents;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// Operations on the selected tickets.
    enum BulkOperation {
        /// Leads to the page that names the unanswered ones and asks for a confirmation.
        RESOLVE,
        ASSIGN,
        TAG,
        // These lead to pages that ask for the reason and a confirmation.
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
        Instant now = clock.instant();
        return switch (form.what()) {
            case REMOVE -> TemplateRenderer.redirectTo(request, TicketRemovalController.pathOf(numbers));
            case RESOLVE ->
                TemplateRenderer.redirectTo(request, TicketResolutionController.pathOf(numbers, form.show()));
            case MUTE, SPAM, BLOCK ->
                TemplateRenderer.redirectTo(
                        request,
                        TicketRestraintController.pathOf(
                                Restraint.Kind.valueOf(form.what().name()), numbers, form.show()));
            case ASSIGN -> {
                if (form.member() == null) {
                    throw ConsoleForm.rejectField(ConsoleForm.INCOMPLETE, "member");
                }
                TicketAgent to = agents.requireAgent(form.member());
                yield applyToEach(
                        request, numbers, (number, agent) -> assignments.transferTicket(number, agent, to, now));
            }
            case TAG -> applyToEach(request, numbers, (number, agent) -> triage.addTag(number, agent, form.tag(), now));
        };
    }

    private HttpResponse<String> applyToEach(
            HttpRequest<?> request, Collection<Reference> numbers, BiConsumer<Reference, ActingAgent> operation) {
        ActingAgent agent = AgentDirectory.actingAgent(ConsoleUser.requireUser(request));
        submissions.applyToEach(request, numbers, number -> operation.accept(number, agent));
        return TemplateRenderer.confirmOrRedirect(request, "/desk/tickets");
    }
}
