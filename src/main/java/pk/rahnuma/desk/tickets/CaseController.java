package pk.rahnuma.desk.tickets;

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
import pk.rahnuma.desk.BackgroundRoute;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Papers;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.documents.Document;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.Right;
import pk.rahnuma.staff.Sessions;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.desk.AtDesk;
import pk.rahnuma.support.desk.Canned;
import pk.rahnuma.support.desk.Presence;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.work.Cases;
import pk.rahnuma.support.work.TranscriptVisibility;

/// One ticket: the conversation, who looks, and its files.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CaseController {

    private final Cases cases;
    private final TicketRows tickets;
    private final Canned canned;
    private final Presence presence;
    private final AtDesk atDesk;
    private final Colleagues colleagues;
    private final Sessions sessions;
    private final Papers papers;
    private final Screens screens;
    private final InstantSource clock;

    CaseController(
            Cases cases,
            TicketRows tickets,
            Canned canned,
            Presence presence,
            AtDesk atDesk,
            Colleagues colleagues,
            Sessions sessions,
            Papers papers,
            Screens screens,
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
    @Needs(Right.READ_TICKETS)
    HttpResponse<String> page(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "tickets/case.jte", TranscriptVisibility.MASKED);
    }

    /// What changes while it is open: the conversation, and what can be done.
    @Get("/talk")
    @Needs(Right.READ_TICKETS)
    @BackgroundRoute
    HttpResponse<String> talk(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "tickets/talk.jte", TranscriptVisibility.MASKED);
    }

    /// The same in full, for this look alone: the next refresh is masked again.
    @Post("/reveal")
    @Needs({Right.READ_TICKETS, Right.REVEAL})
    HttpResponse<String> reveal(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "tickets/talk.jte", TranscriptVisibility.IN_FULL);
    }

    private HttpResponse<String> shown(
            HttpRequest<?> request, String typed, String template, TranscriptVisibility visibility) {
        Viewer viewer = Viewer.at(request);
        Member me = Colleagues.member(viewer);
        Instant now = clock.instant();
        Cases.Case shown = cases.open(QueueController.number(typed), me, visibility, now);
        List<Presence.Viewer> others = presence.of(shown.ticket().id(), now).stream()
                .filter(other -> other.member().id() != me.id())
                .toList();
        boolean answers = viewer.may(Right.ANSWER_TICKETS);
        return screens.page(
                screens.screen(request),
                template,
                "page",
                new CasePage(
                        shown,
                        me,
                        answers,
                        viewer.may(Right.ASSIGN_OTHERS),
                        others,
                        answers ? canned.list() : List.of(),
                        answers ? colleagues.all() : List.of()));
    }

    /// Lines before those that are shown.
    @Get("/before/{line}")
    @Needs(Right.READ_TICKETS)
    HttpResponse<String> before(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return before(request, typed, line, TranscriptVisibility.MASKED);
    }

    /// The same in full, beneath a ticket that is shown so.
    @Post("/before/{line}/reveal")
    @Needs({Right.READ_TICKETS, Right.REVEAL})
    HttpResponse<String> revealBefore(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return before(request, typed, line, TranscriptVisibility.IN_FULL);
    }

    private HttpResponse<String> before(
            HttpRequest<?> request, String typed, int line, TranscriptVisibility visibility) {
        Reference number = QueueController.number(typed);
        Member me = Colleagues.member(Viewer.at(request));
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
    @Needs(Right.ANSWER_TICKETS)
    @BackgroundRoute
    HttpResponse<?> looks(
            HttpRequest<?> request, @PathVariable String typed, @QueryValue(defaultValue = "false") boolean typing) {
        Viewer viewer = Viewer.at(request);
        Member me = Colleagues.member(viewer);
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
        tickets.find(QueueController.number(typed)).ifPresent(ticket -> presence.looks(ticket.id(), me, typing, now));
        return HttpResponse.noContent();
    }

    /// 202 while it may still be on its way: the page asks again. That renews no session; to ask for its pictures,
    /// once it is there, does.
    @Get("/files/{id}/pages")
    @Needs(Right.READ_DOCUMENTS)
    @BackgroundRoute
    HttpResponse<?> pages(HttpRequest<?> request, @PathVariable String typed, @PathVariable String id)
            throws IOException {
        Optional<Document> document = find(request, typed, id);
        return document.isPresent() ? papers.pages(request, document.get()) : HttpResponse.accepted();
    }

    @Get("/files/{id}/pages/{page}")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> picture(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String id, @PathVariable int page)
            throws IOException {
        return papers.picture(open(request, typed, id), page);
    }

    @Get("/files/{id}/file")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> file(HttpRequest<?> request, @PathVariable String typed, @PathVariable String id)
            throws IOException {
        return papers.file(
                open(request, typed, id), QueueController.number(typed).grouped());
    }

    private Document open(HttpRequest<?> request, String typed, String id) {
        return find(request, typed, id).orElseThrow(() -> new NotPossible("file_gone"));
    }

    private Optional<Document> find(HttpRequest<?> request, String typed, String id) {
        return cases.file(QueueController.number(typed), Colleagues.member(Viewer.at(request)), id, clock.instant());
    }
}
