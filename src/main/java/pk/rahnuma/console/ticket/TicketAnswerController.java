package pk.rahnuma.console.ticket;

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
import java.time.Instant;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketAnswerService;
import pk.rahnuma.ticket.work.TicketReplyService;

/// Sends answers, and lists the saved replies for them.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TicketAnswerController {

    private final TicketReplyService replies;
    private final TicketAnswerService answers;
    private final SavedReplyFinder savedReplies;
    private final FormSubmissionService submissions;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    TicketAnswerController(
            TicketReplyService replies,
            TicketAnswerService answers,
            SavedReplyFinder savedReplies,
            FormSubmissionService submissions,
            TemplateRenderer templates,
            InstantSource clock) {
        this.replies = replies;
        this.answers = answers;
        this.savedReplies = savedReplies;
        this.submissions = submissions;
        this.templates = templates;
        this.clock = clock;
    }

    /// Answer.
    ///
    /// @param then state of the ticket afterwards
    /// @param anyway true to send it although a colleague answered in the same minute
    /// @param tag that is set with it; may be empty
    /// @param resolve true to resolve the ticket with it
    @Introspected
    record AnswerForm(String text, String then, boolean anyway, String tag, boolean resolve) implements ConsoleForm {}

    @Post("/answer")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> answerTicket(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body AnswerForm form) {
        Reference number = TicketListController.parseNumber(typed);
        TicketAgent by = AgentDirectory.toAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        TicketAnswerService.AnswerWithEffects answer = new TicketAnswerService.AnswerWithEffects(
                form.text(), TicketActionController.parseState(form.then()), form.tag(), form.resolve());
        String ticket = TicketActionController.pathOf(number);
        String line = submissions.submitOnce(request, () -> {
            if (!form.anyway()) {
                replies.requireNoCollision(number, by, now);
            }
            return Integer.toString(answers.sendAnswer(number, by, answer, now).line());
        });
        return form.resolve()
                ? TemplateRenderer.confirmOrRedirect(request, ticket)
                : TemplateRenderer.confirmWithUndo(request, ticket, ticket + "/lines/" + line + "/recall");
    }

    /// Saved replies, filled in for the person.
    @Get("/replies")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> listReplies(HttpRequest<?> request, @PathVariable String typed) {
        return templates.renderPage(
                templates.createContext(request),
                "tickets/replies.jte",
                "folders",
                savedReplies.findFolders(
                        ConsoleUser.requireUser(request), TicketListController.parseNumber(typed), clock.instant()));
    }
}
