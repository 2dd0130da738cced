package pk.rahnuma.desk.tickets;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.desk.BackgroundRoute;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Csv;
import pk.rahnuma.desk.page.ExportService;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Queue;
import pk.rahnuma.support.records.TicketFigures;

/// The queue of tickets.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class QueueController {

    private static final int PAGES = 200;
    private static final int EXPORTED = 10_000;

    private final Queue queue;
    private final TicketFigures figures;
    private final Colleagues colleagues;
    private final Screens screens;
    private final ExportService exports;
    private final InstantSource clock;

    QueueController(
            Queue queue,
            TicketFigures figures,
            Colleagues colleagues,
            Screens screens,
            ExportService exports,
            InstantSource clock) {
        this.queue = queue;
        this.figures = figures;
        this.colleagues = colleagues;
        this.screens = screens;
        this.exports = exports;
        this.clock = clock;
    }

    /// The same as a part, for htmx, when something changed.
    @Get("/tickets")
    @Needs(Right.READ_TICKETS)
    @BackgroundRoute(BackgroundRoute.When.PARTS)
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "queue") String show,
            @QueryValue(defaultValue = "0") int page,
            @Nullable @QueryValue String tag) {
        Viewer viewer = Viewer.at(request);
        TicketList.Show shown = TicketList.Show.of(show);
        int turned = Math.clamp(page, 0, PAGES);
        Optional<Behind> behind = Behind.of(request);
        List<Ticket> found = behind.isPresent()
                ? figures.cases(behind.get().cases(), turned * TicketList.ROWS, TicketList.ROWS + 1)
                : queue.list(
                        tagged(shown.filter(viewer.id()), tag),
                        turned * TicketList.ROWS,
                        TicketList.ROWS + 1,
                        clock.instant());
        Map<Long, java.util.TreeSet<String>> tags =
                queue.tags(found.stream().map(Ticket::id).toList());
        boolean part = request.getHeaders().contains("HX-Request");
        return screens.page(
                screens.screen(request),
                part ? "tickets/rows.jte" : "tickets/list.jte",
                "list",
                behind.map(cases -> TicketList.of(cases.query(), found, tags, turned))
                        .orElseGet(() -> TicketList.of(shown, found, tags, turned)),
                "members",
                viewer.may(Right.ASSIGN_OTHERS) ? colleagues.all() : List.<Member>of());
    }

    private static Queue.Filter tagged(Queue.Filter filter, String tag) {
        return tag == null || tag.isBlank() ? filter : filter.tagged(tag);
    }

    @Get("/tickets.csv")
    @Needs({Right.READ_TICKETS, Right.EXPORT})
    HttpResponse<String> csv(HttpRequest<?> request, @QueryValue(defaultValue = "queue") String show) {
        Screen screen = screens.screen(request);
        Csv csv = new Csv(
                "number",
                "state",
                "topic",
                "priority",
                "level",
                "assignee",
                "opened",
                "waiting since",
                "due",
                "breaches",
                "rating",
                "language");
        TicketList.Show shown = TicketList.Show.of(show);
        List<Ticket> found = Behind.of(request)
                .map(behind -> figures.cases(behind.cases(), 0, EXPORTED))
                .orElseGet(() -> queue.list(shown.filter(Viewer.at(request).id()), 0, EXPORTED, clock.instant()));
        found.forEach(t -> csv.row(
                t.number().grouped(),
                t.state(),
                t.topic(),
                t.priority(),
                t.level(),
                t.assignee() == null ? "" : t.assignee().name(),
                t.opened(),
                t.waitingSince() == null ? "" : t.waitingSince(),
                t.clocks().due() == null ? "" : t.clocks().due(),
                t.clocks().breaches(),
                t.rating() == null ? "" : t.rating(),
                t.language()));
        return exports.download(request, csv, "tickets-" + screen.today() + ".csv");
    }

    static Reference number(String typed) {
        return Reference.read(typed)
                .filter(Reference::isTicket)
                .orElseThrow(() -> new NotPossible("ticket_missing", "number", typed));
    }
}
