package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketMergeService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Changes a ticket for an agent. After each change the page shows its new state.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TicketActionController {

    private final TicketAssignmentService assignments;
    private final TicketReplyService replies;
    private final TicketTriageService triage;
    private final TicketResolutionService resolutions;
    private final TicketMergeService merges;
    private final AgentDirectory agents;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    TicketActionController(
            TicketAssignmentService assignments,
            TicketReplyService replies,
            TicketTriageService triage,
            TicketResolutionService resolutions,
            TicketMergeService merges,
            AgentDirectory agents,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.assignments = assignments;
        this.replies = replies;
        this.triage = triage;
        this.resolutions = resolutions;
        this.merges = merges;
        this.agents = agents;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// Operation on a ticket.
    @FunctionalInterface
    private interface TicketOperation {
        void applyTo(Reference number, TicketAgent by, Instant now);
    }

    /// Operation on one's own ticket.
    @FunctionalInterface
    private interface AgentOperation {
        void applyTo(Reference number, ActingAgent by, Instant now);
    }

    private HttpResponse<String> performOperation(HttpRequest<?> request, String typed, TicketOperation act) {
        Reference number = TicketListController.parseNumber(typed);
        TicketAgent by = AgentDirectory.toAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, () -> {
            act.applyTo(number, by, now);
            return pathOf(number);
        });
        return TemplateRenderer.confirmOrRedirect(request, page);
    }

    static String pathOf(Reference number) {
        return "/desk/tickets/" + number.toGroupedText();
    }

    /// Executes an operation that is reserved to the ticket's agent and to members who assign tickets.
    private HttpResponse<String> performOwnOperation(HttpRequest<?> request, String typed, AgentOperation act) {
        ActingAgent agent = AgentDirectory.actingAgent(ConsoleUser.requireUser(request));
        return performOperation(request, typed, (number, by, now) -> act.applyTo(number, agent, now));
    }

    @Post("/claim")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> claimTicket(HttpRequest<?> request, @PathVariable String typed) {
        return performOperation(request, typed, assignments::claimOrFail);
    }

    @Post("/hand-back")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> handBack(HttpRequest<?> request, @PathVariable String typed) {
        return performOwnOperation(request, typed, assignments::handBackConversation);
    }

    @Post("/release")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> releaseTicket(HttpRequest<?> request, @PathVariable String typed) {
        return performOwnOperation(request, typed, assignments::releaseTicket);
    }

    @Post("/resolve")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> resolveTicket(HttpRequest<?> request, @PathVariable String typed) {
        return performOperation(request, typed, resolutions::resolveTicket);
    }

    @Post("/reopen")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> reopenTicket(HttpRequest<?> request, @PathVariable String typed) {
        return performOwnOperation(request, typed, resolutions::reopenTicket);
    }

    @Post("/wake")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> wakeTicket(HttpRequest<?> request, @PathVariable String typed) {
        return performOwnOperation(request, typed, triage::unsnoozeTicket);
    }

    /// Sends a file to the person. The body is the file alone.
    ///
    /// @param name file name, percent-encoded
    @BodyLimit(BodySize.BUFFERED_FILE)
    @Post("/file")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> sendFile(
            HttpRequest<?> request,
            @PathVariable String typed,
            @Nullable @Header(AttachedFiles.NAME_HEADER) String name,
            @QueryValue(defaultValue = "WAITING_USER") String then,
            @Nullable @Body byte[] body) {
        AttachedFiles.requireSize(body);
        String called = AttachedFiles.decodeName(name);
        return performOperation(
                request,
                typed,
                (number, by, now) -> replies.sendDelayedAnswer(
                        number, by, "", new TicketReplyService.AttachedFile(called, body), parseState(then), now));
    }

    /// Changed answer, or note.
    @Introspected
    record TextForm(String text) implements ConsoleForm {}

    @Post("/answers/{seq}")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> editAnswer(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable int seq, @Valid @Body TextForm form) {
        return performOperation(
                request, typed, (number, by, now) -> replies.editAnswer(number, by, seq, form.text(), now));
    }

    /// Recalls an answer that is not sent yet.
    @Post("/lines/{line}/recall")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> recallAnswer(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return performOperation(request, typed, (number, by, now) -> replies.recallAnswer(number, by, line, now));
    }

    @Post("/lines/{line}/retry")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> retryAnswer(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return performOperation(request, typed, (number, by, now) -> replies.retryAnswer(number, by, line, now));
    }

    @Post("/note")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> addNote(HttpRequest<?> request, @PathVariable String typed, @Valid @Body TextForm form) {
        return performOperation(request, typed, (number, by, now) -> triage.addNote(number, by, form.text(), now));
    }

    /// Triage: one of these, the others are empty.
    ///
    /// @param snooze until when
    /// @param on state that tells who has to act
    /// @param into number of the ticket to merge it into
    @Introspected
    record TriageForm(String tag, String untag, SnoozeTime snooze, String on, String into) implements ConsoleForm {}

    @Post("/sort")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> triageTicket(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body TriageForm form) {
        return performOwnOperation(request, typed, (number, by, now) -> {
            if (!form.tag().isEmpty()) {
                triage.addTag(number, by, form.tag(), now);
            } else if (!form.untag().isEmpty()) {
                triage.removeTag(number, by, form.untag(), now);
            } else if (form.snooze() != null) {
                triage.snoozeTicket(number, by, form.snooze().toInstant(now), now);
            } else if (!form.on().isEmpty()) {
                triage.setState(number, by.member(), parseState(form.on()), now);
            } else if (!form.into().isEmpty()) {
                merges.mergeTickets(number, TicketListController.parseNumber(form.into()), by, now);
            } else {
                throw new RuleViolationException("choose");
            }
        });
    }

    /// Splits the ticket from the one that it was merged into.
    @Post("/split")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> splitTicket(HttpRequest<?> request, @PathVariable String typed) {
        return performOwnOperation(request, typed, merges::splitTicket);
    }

    @Introspected
    record PriorityForm(@NotNull Integer priority) implements ConsoleForm {}

    @Post("/priority")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> setPriority(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body PriorityForm form) {
        return performOwnOperation(
                request, typed, (number, by, now) -> triage.setPriority(number, by, form.priority(), now));
    }

    /// Assignment to another member.
    ///
    /// @param member id of the account
    @Introspected
    record TransferForm(@NotNull Long member) implements ConsoleForm {}

    @Post("/transfer")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> transferTicket(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body TransferForm form) {
        TicketAgent to = agents.requireAgent(form.member());
        return performOwnOperation(
                request, typed, (number, by, now) -> assignments.transferTicket(number, by, to, now));
    }

    static Ticket.State parseState(String word) {
        for (Ticket.State state : Ticket.State.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return Ticket.State.WAITING_USER;
    }
}
