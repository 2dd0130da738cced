package pk.rahnuma.console.ticket;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.DocumentResponseFactory;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.document.Document;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffSessionService;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.agent.AgentPresenceRepository;
import pk.rahnuma.ticket.agent.CannedReplyRepository;
import pk.rahnuma.ticket.agent.TicketViewerRepository;
import pk.rahnuma.ticket.record.TicketRepository;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// One ticket: the conversation, who looks, and its files.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketController {

    private final TicketDetailService cases;
    private final TicketRepository tickets;
    private final CannedReplyRepository canned;
    private final TicketViewerRepository presence;
    private final AgentPresenceRepository atDesk;
    private final AgentDirectory colleagues;
    private final StaffSessionService sessions;
    private final DocumentResponseFactory papers;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    TicketController(
            TicketDetailService cases,
            TicketRepository tickets,
            CannedReplyRepository canned,
            TicketViewerRepository presence,
            AgentPresenceRepository atDesk,
            AgentDirectory colleagues,
            StaffSessionService sessions,
            DocumentResponseFactory papers,
            TemplateRenderer screens,
            InstantSource clock) {
        this.cases = cases;
        this.tickets = tickets;
        this.canned = canned;
        this.presence = presence;
        this.atDesk = atDesk;
        this.colleagues = colleagues;
        this.sessions = sessions;
        this.papers = papers;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @RequiresPermission(StaffPermission.READ_TICKETS)
    HttpResponse<String> page(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "tickets/case.jte", TranscriptVisibility.MASKED);
    }

    /// What changes while it is open: the conversation, and what can be done.
    @Get("/talk")
    @RequiresPermission(StaffPermission.READ_TICKETS)
    @BackgroundRoute
    HttpResponse<String> talk(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "tickets/talk.jte", TranscriptVisibility.MASKED);
    }

    /// The same in full, for this look alone: the next refresh is masked again.
    @Post("/reveal")
    @RequiresPermission({StaffPermission.READ_TICKETS, StaffPermission.REVEAL})
    HttpResponse<String> reveal(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "tickets/talk.jte", TranscriptVisibility.IN_FULL);
    }

    private HttpResponse<String> shown(
            HttpRequest<?> request, String typed, String template, TranscriptVisibility visibility) {
        ConsoleUser viewer = ConsoleUser.at(request);
        TicketAgent me = AgentDirectory.member(viewer);
        Instant now = clock.instant();
        TicketDetailService.TicketDetails shown = cases.open(TicketListController.number(typed), me, visibility, now);
        List<TicketViewerRepository.Viewer> others = presence.of(shown.ticket().id(), now).stream()
                .filter(other -> other.member().id() != me.id())
                .toList();
        boolean answers = viewer.may(StaffPermission.ANSWER_TICKETS);
        return screens.page(
                screens.screen(request),
                template,
                "page",
                new TicketPage(
                        shown,
                        me,
                        answers,
                        viewer.may(StaffPermission.ASSIGN_OTHERS),
                        others,
                        answers ? canned.list() : List.of(),
                        answers ? colleagues.all() : List.of()));
    }

    /// Lines before those that are shown.
    @Get("/before/{line}")
    @RequiresPermission(StaffPermission.READ_TICKETS)
    HttpResponse<String> before(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return before(request, typed, line, TranscriptVisibility.MASKED);
    }

    /// The same in full, beneath a ticket that is shown so.
    @Post("/before/{line}/reveal")
    @RequiresPermission({StaffPermission.READ_TICKETS, StaffPermission.REVEAL})
    HttpResponse<String> revealBefore(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return before(request, typed, line, TranscriptVisibility.IN_FULL);
    }

    private HttpResponse<String> before(
            HttpRequest<?> request, String typed, int line, TranscriptVisibility visibility) {
        Reference number = TicketListController.number(typed);
        TicketAgent me = AgentDirectory.member(ConsoleUser.at(request));
        return screens.page(
                screens.screen(request),
                "tickets/before.jte",
                "path",
                "/desk/tickets/" + number.grouped(),
                "lines",
                cases.before(number, me, line, visibility, clock.instant()),
                "revealed",
                visibility == TranscriptVisibility.IN_FULL);
    }

    /// Said by an open page every few seconds. It keeps its member at the desk, too, but their session only while they
    /// write.
    @Post("/presence")
    @RequiresPermission(StaffPermission.ANSWER_TICKETS)
    @BackgroundRoute
    HttpResponse<?> looks(
            HttpRequest<?> request, @PathVariable String typed, @QueryValue(defaultValue = "false") boolean typing) {
        ConsoleUser viewer = ConsoleUser.at(request);
        TicketAgent me = AgentDirectory.member(viewer);
        Instant now = clock.instant();
        if (typing) {
            sessions.renew(viewer.signed(), now);
        }
        atDesk.seen(
                me,
                viewer.signed().member().languages(),
                viewer.signed().member().topics(),
                false,
                now);
        tickets.find(TicketListController.number(typed))
                .ifPresent(ticket -> presence.looks(ticket.id(), me, typing, now));
        return HttpResponse.noContent();
    }

    /// 202 while it may still be on its way: the page asks again. That renews no session; to ask for its pictures,
    /// once it is there, does.
    @Get("/files/{id}/pages")
    @RequiresPermission(StaffPermission.READ_DOCUMENTS)
    @BackgroundRoute
    HttpResponse<?> pages(HttpRequest<?> request, @PathVariable String typed, @PathVariable String id)
            throws IOException {
        Optional<Document> document = find(request, typed, id);
        return document.isPresent() ? papers.pages(request, document.get()) : HttpResponse.accepted();
    }

    @Get("/files/{id}/pages/{page}")
    @RequiresPermission(StaffPermission.READ_DOCUMENTS)
    HttpResponse<?> picture(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String id, @PathVariable int page)
            throws IOException {
        return papers.picture(open(request, typed, id), page);
    }

    @Get("/files/{id}/file")
    @RequiresPermission(StaffPermission.READ_DOCUMENTS)
    HttpResponse<?> file(HttpRequest<?> request, @PathVariable String typed, @PathVariable String id)
            throws IOException {
        return papers.file(
                open(request, typed, id), TicketListController.number(typed).grouped());
    }

    private Document open(HttpRequest<?> request, String typed, String id) {
        return find(request, typed, id).orElseThrow(() -> new RuleViolationException("file_gone"));
    }

    private Optional<Document> find(HttpRequest<?> request, String typed, String id) {
        return cases.file(
                TicketListController.number(typed),
                AgentDirectory.member(ConsoleUser.at(request)),
                id,
                clock.instant());
    }
}
