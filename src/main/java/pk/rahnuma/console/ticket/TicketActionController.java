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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.FormSubmissionService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketMergeService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// What an agent does with a ticket. After each, the page shows it as it is then.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketActionController {

    private static final int HOURS = 24 * 30;

    private final TicketAssignmentService claims;
    private final TicketReplyService answers;
    private final TicketTriageService sorting;
    private final TicketResolutionService closing;
    private final TicketMergeService merging;
    private final AgentDirectory colleagues;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    TicketActionController(
            TicketAssignmentService claims,
            TicketReplyService answers,
            TicketTriageService sorting,
            TicketResolutionService closing,
            TicketMergeService merging,
            AgentDirectory colleagues,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.claims = claims;
        this.answers = answers;
        this.sorting = sorting;
        this.closing = closing;
        this.merging = merging;
        this.colleagues = colleagues;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// What is done to a ticket.
    @FunctionalInterface
    private interface TicketOperation {
        void to(Reference number, TicketAgent by, Instant now);
    }

    /// What is done to one's own ticket.
    @FunctionalInterface
    private interface AgentOperation {
        void to(Reference number, ActingAgent by, Instant now);
    }

    private HttpResponse<String> done(HttpRequest<?> request, String typed, TicketOperation act) {
        Reference number = TicketListController.number(typed);
        TicketAgent by = AgentDirectory.member(ConsoleUser.at(request));
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, now, () -> {
            act.to(number, by, now);
            return "/desk/tickets/" + number.grouped();
        });
        return TemplateRenderer.done(request, page);
    }

    /// The same for what only whose ticket it is may do, and who gives tickets to others.
    private HttpResponse<String> own(HttpRequest<?> request, String typed, AgentOperation act) {
        ActingAgent hand = AgentDirectory.hand(ConsoleUser.at(request));
        return done(request, typed, (number, by, now) -> act.to(number, hand, now));
    }

    @Post("/claim")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> claim(HttpRequest<?> request, @PathVariable String typed) {
        return done(request, typed, claims::take);
    }

    @Post("/hand-back")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> handBack(HttpRequest<?> request, @PathVariable String typed) {
        return own(request, typed, claims::handBack);
    }

    @Post("/release")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> release(HttpRequest<?> request, @PathVariable String typed) {
        return own(request, typed, claims::release);
    }

    @Post("/resolve")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> resolve(HttpRequest<?> request, @PathVariable String typed) {
        return done(request, typed, closing::resolve);
    }

    @Post("/reopen")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> reopen(HttpRequest<?> request, @PathVariable String typed) {
        return own(request, typed, closing::reopen);
    }

    @Post("/wake")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> wake(HttpRequest<?> request, @PathVariable String typed) {
        return own(request, typed, sorting::wake);
    }

    /// @param form `text`, `then` (a state), and `anyway` when somebody else's answer of the same minute was seen
    @Post("/answer")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> answer(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        return done(request, typed, (number, by, now) -> {
            Optional<String> other = answers.collision(number, by, now);
            if (other.isPresent() && !fields.ticked("anyway")) {
                throw new RuleViolationException("collision", "who", other.get());
            }
            answers.answerLater(number, by, fields.raw("text").strip(), null, state(fields.one("then")), now);
        });
    }

    /// A file that goes to the person. The body is the file and nothing else.
    ///
    /// @param name as it is called, percent-encoded
    @Post("/file")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> file(
            HttpRequest<?> request,
            @PathVariable String typed,
            @Nullable @Header("X-File-Name") String name,
            @QueryValue(defaultValue = "WAITING_USER") String then,
            @Nullable @Body byte[] body) {
        if (body == null || body.length == 0 || body.length > DocumentRepository.MOST) {
            throw new RuleViolationException("file_size", "mb", DocumentRepository.MOST / 1024 / 1024);
        }
        String called = name == null ? null : URLDecoder.decode(name, StandardCharsets.UTF_8);
        return done(
                request,
                typed,
                (number, by, now) -> answers.answerLater(
                        number, by, "", new TicketReplyService.AttachedFile(called, body), state(then), now));
    }

    /// @param form `text`
    @Post("/answers/{seq}")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> edit(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable int seq, @Nullable @Body byte[] form) {
        String text = FormFields.of(form).raw("text").strip();
        return done(request, typed, (number, by, now) -> answers.edit(number, by, seq, text, now));
    }

    /// Takes an answer back that is not sent yet.
    @Post("/lines/{line}/recall")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> recall(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return done(request, typed, (number, by, now) -> answers.recall(number, by, line, now));
    }

    @Post("/lines/{line}/retry")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> retry(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return done(request, typed, (number, by, now) -> answers.retry(number, by, line, now));
    }

    /// @param form `text`
    @Post("/note")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> note(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String text = FormFields.of(form).raw("text").strip();
        return done(request, typed, (number, by, now) -> sorting.note(number, by, text, now));
    }

    /// What puts it in order.
    ///
    /// @param form one of `tag`, `untag`, `hours` (to sleep), `on` (who has to act), `into` (the ticket to merge it
    /// into)
    @Post("/sort")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> sort(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        return own(request, typed, (number, by, now) -> {
            if (fields.ticked("tag")) {
                sorting.tag(number, by, fields.one("tag"), now);
            } else if (fields.ticked("untag")) {
                sorting.untag(number, by, fields.one("untag"), now);
            } else if (fields.ticked("hours")) {
                sorting.snooze(
                        number, by, now.plus(Duration.ofHours(Math.clamp(fields.whole("hours"), 1, HOURS))), now);
            } else if (fields.ticked("on")) {
                sorting.awaits(number, by.member(), state(fields.one("on")), now);
            } else if (fields.ticked("into")) {
                merging.merge(number, TicketListController.number(fields.one("into")), by, now);
            } else {
                throw new RuleViolationException("choose");
            }
        });
    }

    /// Takes it out of the ticket that it was merged into.
    @Post("/split")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> split(HttpRequest<?> request, @PathVariable String typed) {
        return own(request, typed, merging::split);
    }

    /// @param form `priority`, 1 to 3
    @Post("/priority")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> priority(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        int priority = (int) FormFields.of(form).whole("priority");
        return own(request, typed, (number, by, now) -> sorting.priority(number, by, priority, now));
    }

    /// @param form `member`, the account that is to have it
    @Post("/transfer")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    HttpResponse<String> transfer(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        TicketAgent to = colleagues.named(FormFields.of(form).whole("member"));
        return own(request, typed, (number, by, now) -> claims.transfer(number, by, to, now));
    }

    private static Ticket.State state(String word) {
        for (Ticket.State state : Ticket.State.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return Ticket.State.WAITING_USER;
    }
}
