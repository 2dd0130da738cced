package pk.rahnuma.desk.applications;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Csv;
import pk.rahnuma.desk.page.ExportService;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.FormSubmissionService;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.ApplicantReachService;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.registration.decisions.SecondLookService;
import pk.rahnuma.registration.records.ApplicationFigures;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.records.TicketRows;

/// The list of applications, one of them, and what is decided about it.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationsController {

    /// Pages that can be turned to, so that nobody asks for the millionth row.
    private static final int PAGES = 200;
    /// Rows of a table that is taken away.
    private static final int EXPORTED = 10_000;

    private final Dossiers dossiers;
    private final ApplicationFigures figures;
    private final Proposals proposals;
    private final SecondLookService secondLook;
    private final TicketRows tickets;
    private final ApplicantReachService reach;
    private final Screens screens;
    private final ExportService exports;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    ApplicationsController(
            Dossiers dossiers,
            ApplicationFigures figures,
            Proposals proposals,
            SecondLookService secondLook,
            TicketRows tickets,
            ApplicantReachService reach,
            Screens screens,
            ExportService exports,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.dossiers = dossiers;
        this.figures = figures;
        this.proposals = proposals;
        this.secondLook = secondLook;
        this.tickets = tickets;
        this.reach = reach;
        this.screens = screens;
        this.exports = exports;
        this.submissions = submissions;
        this.clock = clock;
    }

    @Get("/applications")
    @Needs(Right.READ_APPLICATIONS)
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "desk") String show,
            @QueryValue(defaultValue = "0") int page) {
        Queue.Show shown = Queue.Show.of(show);
        int turned = Math.clamp(page, 0, PAGES);
        Optional<Behind> behind = Behind.of(request);
        if (behind.isPresent()) {
            List<Application> found = figures.cases(behind.get().cases(), turned * Queue.ROWS, Queue.ROWS + 1);
            return screens.page(
                    screens.screen(request),
                    "applications/list.jte",
                    "queue",
                    Queue.of(behind.get().query(), counts(), found, turned),
                    "second",
                    secondLook.findWaiting(found));
        }
        List<Application> found = list(shown, turned * Queue.ROWS, Queue.ROWS + 1);
        return screens.page(
                screens.screen(request),
                "applications/list.jte",
                "queue",
                Queue.of(shown, counts(), found, turned),
                "second",
                secondLook.findWaiting(found));
    }

    private List<Application> list(Queue.Show show, int skip, int limit) {
        return show == Queue.Show.LATE
                ? dossiers.overdue(clock.instant(), skip, limit)
                : dossiers.list(show.statuses, skip, limit);
    }

    private Queue.Counts counts() {
        return Queue.Counts.of(dossiers, clock.instant());
    }

    @Get(value = "/applications.csv")
    @Needs({Right.READ_APPLICATIONS, Right.EXPORT})
    HttpResponse<String> csv(HttpRequest<?> request, @QueryValue(defaultValue = "desk") String show) {
        Screen screen = screens.screen(request);
        List<Application> found = Behind.of(request)
                .map(behind -> figures.cases(behind.cases(), 0, EXPORTED))
                .orElseGet(() -> list(Queue.Show.of(show), 0, EXPORTED));
        Csv csv = new Csv("reference", "form", "status", "submitted", "since", "due", "language");
        found.forEach(a -> csv.row(
                a.reference().grouped(),
                a.script(),
                a.status(),
                a.submitted(),
                a.since(),
                a.due() == null ? "" : a.due(),
                a.language()));
        return exports.download(request, csv, "applications-" + screen.today() + ".csv");
    }

    @Get("/applications/{typed}")
    @Needs(Right.READ_APPLICATIONS)
    HttpResponse<String> review(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/review.jte", false);
    }

    /// Its answers in full, for this look alone: the page itself is always masked.
    @Post("/applications/{typed}/reveal")
    @Needs({Right.READ_APPLICATIONS, Right.REVEAL})
    HttpResponse<String> reveal(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/given.jte", true);
    }

    private HttpResponse<String> shown(HttpRequest<?> request, String typed, String template, boolean reveal) {
        Viewer viewer = Viewer.at(request);
        Dossiers.Dossier dossier = dossiers.open(reference(typed), reveal, viewer.name(), clock.instant());
        return screens.page(
                screens.screen(request),
                template,
                "review",
                Review.of(
                        dossier,
                        reveal,
                        proposals,
                        viewer.name(),
                        tickets.of(dossier.application().conversation(), Review.TICKETS),
                        reach.findReach(dossier.application())));
    }

    /// @param form `act`, `events` (how many lines the history had when the page was written), `reason` and `field`
    ///     perhaps several times, `note`, `authority`
    @Post("/applications/{typed}/decide")
    @Needs(Right.DECIDE)
    HttpResponse<String> decide(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        Move move = Move.read(fields.one("act")).orElseThrow(() -> new NotPossible("choose"));
        Decision decision = new Decision(
                move,
                fields.all("reason").stream()
                        .map(code ->
                                Reason.read(code).orElseThrow(() -> new NotPossible("reason_missing", "code", code)))
                        .toList(),
                fields.one("note"),
                move == Move.APPROVE ? fields.one("authority") : null,
                move == Move.ASK ? fields.all("field") : List.of());
        long events = fields.whole("events");
        return done(request, typed, (reference, by, now) -> proposals.decide(reference, decision, events, by, now));
    }

    /// @param form `proposal`: the id of the proposal that stood on the page
    @Post("/applications/{typed}/confirm")
    @Needs(Right.APPROVE_SECOND)
    HttpResponse<String> confirm(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = Fields.of(form).one("proposal");
        return done(request, typed, (reference, by, now) -> proposals.confirm(reference, proposal, by, now));
    }

    /// @param form `proposal`: the id of the proposal that stood on the page
    @Post("/applications/{typed}/drop")
    @Needs(Right.DECIDE)
    HttpResponse<String> drop(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = Fields.of(form).one("proposal");
        return done(request, typed, (reference, by, now) -> proposals.drop(reference, proposal, by, now));
    }

    /// What is done to an application.
    @FunctionalInterface
    private interface Act {
        void to(Reference reference, String by, Instant now);
    }

    private HttpResponse<String> done(HttpRequest<?> request, String typed, Act act) {
        Reference reference = reference(typed);
        String by = Viewer.at(request).name();
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, now, () -> {
            act.to(reference, by, now);
            return "/desk/applications/" + reference.grouped();
        });
        return Screens.go(request, page);
    }

    private static Reference reference(String typed) {
        return Reference.read(typed)
                .filter(reference -> !reference.isTicket())
                .orElseThrow(() -> new NotPossible("application_missing", "reference", typed));
    }
}
