package pk.rahnuma.console.application;

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
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.CsvExport;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.FormSubmissionService;
import pk.rahnuma.console.page.TableExportService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.console.page.ViewContext;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.decision.PendingProposalService;
import pk.rahnuma.registration.record.ApplicationStatisticsRepository;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.record.TicketRepository;

/// The list of applications, one of them, and what is decided about it.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationController {

    /// Pages that can be turned to, so that nobody asks for the millionth row.
    private static final int PAGES = 200;
    /// Rows of a table that is taken away.
    private static final int EXPORTED = 10_000;

    private final ApplicationReviewService dossiers;
    private final ApplicationStatisticsRepository figures;
    private final DecisionProposalService proposals;
    private final PendingProposalService secondLook;
    private final TicketRepository tickets;
    private final ApplicantReachService reach;
    private final TemplateRenderer screens;
    private final TableExportService exports;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    ApplicationController(
            ApplicationReviewService dossiers,
            ApplicationStatisticsRepository figures,
            DecisionProposalService proposals,
            PendingProposalService secondLook,
            TicketRepository tickets,
            ApplicantReachService reach,
            TemplateRenderer screens,
            TableExportService exports,
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
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "desk") String show,
            @QueryValue(defaultValue = "0") int page) {
        ApplicationListPage.TabFilter shown = ApplicationListPage.TabFilter.of(show);
        int turned = Math.clamp(page, 0, PAGES);
        Optional<ApplicationListQuery> behind = ApplicationListQuery.of(request);
        if (behind.isPresent()) {
            List<Application> found = figures.cases(
                    behind.get().cases(), turned * ApplicationListPage.ROWS, ApplicationListPage.ROWS + 1);
            return screens.page(
                    screens.screen(request),
                    "applications/list.jte",
                    "queue",
                    ApplicationListPage.of(behind.get().query(), counts(), found, turned),
                    "second",
                    secondLook.findWaiting(found));
        }
        List<Application> found = list(shown, turned * ApplicationListPage.ROWS, ApplicationListPage.ROWS + 1);
        return screens.page(
                screens.screen(request),
                "applications/list.jte",
                "queue",
                ApplicationListPage.of(shown, counts(), found, turned),
                "second",
                secondLook.findWaiting(found));
    }

    private List<Application> list(ApplicationListPage.TabFilter show, int skip, int limit) {
        return show == ApplicationListPage.TabFilter.LATE
                ? dossiers.overdue(clock.instant(), skip, limit)
                : dossiers.list(show.statuses, skip, limit);
    }

    private ApplicationListPage.TabCounts counts() {
        return ApplicationListPage.TabCounts.of(dossiers, clock.instant());
    }

    @Get(value = "/applications.csv")
    @RequiresPermission({StaffPermission.READ_APPLICATIONS, StaffPermission.EXPORT})
    HttpResponse<String> csv(HttpRequest<?> request, @QueryValue(defaultValue = "desk") String show) {
        ViewContext screen = screens.screen(request);
        List<Application> found = ApplicationListQuery.of(request)
                .map(behind -> figures.cases(behind.cases(), 0, EXPORTED))
                .orElseGet(() -> list(ApplicationListPage.TabFilter.of(show), 0, EXPORTED));
        CsvExport csv = new CsvExport("reference", "form", "status", "submitted", "since", "due", "language");
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
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> review(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/review.jte", false);
    }

    /// Its answers in full, for this look alone: the page itself is always masked.
    @Post("/applications/{typed}/reveal")
    @RequiresPermission({StaffPermission.READ_APPLICATIONS, StaffPermission.REVEAL})
    HttpResponse<String> reveal(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/given.jte", true);
    }

    private HttpResponse<String> shown(HttpRequest<?> request, String typed, String template, boolean reveal) {
        ConsoleUser viewer = ConsoleUser.at(request);
        ApplicationReviewService.ApplicationDetails dossier =
                dossiers.open(reference(typed), reveal, viewer.name(), clock.instant());
        return screens.page(
                screens.screen(request),
                template,
                "review",
                ApplicationPage.of(
                        dossier,
                        reveal,
                        proposals,
                        viewer.name(),
                        tickets.of(dossier.application().conversation(), ApplicationPage.TICKETS),
                        reach.findReach(dossier.application())));
    }

    /// @param form `act`, `events` (how many lines the history had when the page was written), `reason` and `field`
    ///     perhaps several times, `note`, `authority`
    @Post("/applications/{typed}/decide")
    @RequiresPermission(StaffPermission.DECIDE)
    HttpResponse<String> decide(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        ApplicationTransition move =
                ApplicationTransition.read(fields.one("act")).orElseThrow(() -> new RuleViolationException("choose"));
        ApplicationDecision decision = new ApplicationDecision(
                move,
                fields.all("reason").stream()
                        .map(code -> DecisionReason.read(code)
                                .orElseThrow(() -> new RuleViolationException("reason_missing", "code", code)))
                        .toList(),
                fields.one("note"),
                move == ApplicationTransition.APPROVE ? fields.one("authority") : null,
                move == ApplicationTransition.ASK ? fields.all("field") : List.of());
        long events = fields.whole("events");
        return done(request, typed, (reference, by, now) -> proposals.decide(reference, decision, events, by, now));
    }

    /// @param form `proposal`: the id of the proposal that stood on the page
    @Post("/applications/{typed}/confirm")
    @RequiresPermission(StaffPermission.APPROVE_SECOND)
    HttpResponse<String> confirm(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = FormFields.of(form).one("proposal");
        return done(request, typed, (reference, by, now) -> proposals.confirm(reference, proposal, by, now));
    }

    /// @param form `proposal`: the id of the proposal that stood on the page
    @Post("/applications/{typed}/drop")
    @RequiresPermission(StaffPermission.DECIDE)
    HttpResponse<String> drop(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = FormFields.of(form).one("proposal");
        return done(request, typed, (reference, by, now) -> proposals.drop(reference, proposal, by, now));
    }

    /// What is done to an application.
    @FunctionalInterface
    private interface Act {
        void to(Reference reference, String by, Instant now);
    }

    private HttpResponse<String> done(HttpRequest<?> request, String typed, Act act) {
        Reference reference = reference(typed);
        String by = ConsoleUser.at(request).name();
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, now, () -> {
            act.to(reference, by, now);
            return "/desk/applications/" + reference.grouped();
        });
        return TemplateRenderer.go(request, page);
    }

    private static Reference reference(String typed) {
        return Reference.read(typed)
                .filter(reference -> !reference.isTicket())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", typed));
    }
}
