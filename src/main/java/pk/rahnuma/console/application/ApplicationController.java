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
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.decision.PendingProposalService;
import pk.rahnuma.registration.record.ApplicationStatisticsRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.record.TicketRepository;

/// Shows the list of applications and each application, and takes decisions.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationController {

    /// Maximum number of pages, so that no request asks for the millionth row.
    private static final int MAX_PAGES = 200;
    /// Maximum number of rows of an exported table.
    private static final int MAX_EXPORT_ROWS = 10_000;

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
    HttpResponse<String> listApplications(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "desk") String show,
            @QueryValue(defaultValue = "0") int page) {
        ApplicationListPage.TabFilter shown = ApplicationListPage.TabFilter.fromParameter(show);
        int turned = Math.clamp(page, 0, MAX_PAGES);
        Optional<ApplicationListQuery> behind = ApplicationListQuery.fromRequest(request);
        if (behind.isPresent()) {
            List<Application> found = figures.findCases(
                    behind.get().cases(), turned * ApplicationListPage.PAGE_SIZE, ApplicationListPage.PAGE_SIZE + 1);
            return screens.renderPage(
                    screens.createContext(request),
                    "applications/list.jte",
                    "queue",
                    ApplicationListPage.createPage(behind.get().query(), counts(), found, turned),
                    "second",
                    secondLook.findWaiting(found));
        }
        List<Application> found =
                listApplications(shown, turned * ApplicationListPage.PAGE_SIZE, ApplicationListPage.PAGE_SIZE + 1);
        return screens.renderPage(
                screens.createContext(request),
                "applications/list.jte",
                "queue",
                ApplicationListPage.createPage(shown, counts(), found, turned),
                "second",
                secondLook.findWaiting(found));
    }

    private List<Application> listApplications(ApplicationListPage.TabFilter show, int skip, int limit) {
        return show == ApplicationListPage.TabFilter.LATE
                ? dossiers.listOverdue(clock.instant(), skip, limit)
                : dossiers.listApplications(show.statuses, skip, limit);
    }

    private ApplicationListPage.TabCounts counts() {
        return ApplicationListPage.TabCounts.loadCounts(dossiers, clock.instant());
    }

    @Get(value = "/applications.csv")
    @RequiresPermission({StaffPermission.READ_APPLICATIONS, StaffPermission.EXPORT})
    HttpResponse<String> exportCsv(HttpRequest<?> request, @QueryValue(defaultValue = "desk") String show) {
        ViewContext screen = screens.createContext(request);
        List<Application> found = ApplicationListQuery.fromRequest(request)
                .map(behind -> figures.findCases(behind.cases(), 0, MAX_EXPORT_ROWS))
                .orElseGet(
                        () -> listApplications(ApplicationListPage.TabFilter.fromParameter(show), 0, MAX_EXPORT_ROWS));
        CsvExport csv = new CsvExport("reference", "form", "status", "submitted", "since", "due", "language");
        found.forEach(a -> csv.addRow(
                a.reference().toGroupedText(),
                a.script(),
                a.status(),
                a.submitted(),
                a.since(),
                a.dueAt() == null ? "" : a.dueAt(),
                a.language()));
        return exports.exportTable(request, csv, "applications-" + screen.currentDate() + ".csv");
    }

    @Get("/applications/{typed}")
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> reviewApplication(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/review.jte", false);
    }

    /// Shows the answers in full, for this request only: the page itself is always masked.
    @Post("/applications/{typed}/reveal")
    @RequiresPermission({StaffPermission.READ_APPLICATIONS, StaffPermission.REVEAL})
    HttpResponse<String> revealAnswers(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/given.jte", true);
    }

    private HttpResponse<String> shown(HttpRequest<?> request, String typed, String template, boolean reveal) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        ApplicationReviewService.ApplicationDetails dossier =
                dossiers.openDossier(reference(typed), reveal, viewer.name(), clock.instant());
        return screens.renderPage(
                screens.createContext(request),
                template,
                "review",
                ApplicationPage.createPage(
                        dossier,
                        reveal,
                        proposals,
                        viewer.name(),
                        tickets.findByConversation(dossier.application().conversation(), ApplicationPage.MAX_TICKETS),
                        reach.findReach(dossier.application())));
    }

    /// Takes a decision.
    ///
    /// @param form `act`, `events` (number of entries of the history when the page was rendered), `reason` and `field`
    /// possibly several times, `note`, `authority`
    @Post("/applications/{typed}/decide")
    @RequiresPermission(StaffPermission.DECIDE)
    HttpResponse<String> decideApplication(
            HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        ApplicationTransition move = ApplicationTransition.parseWord(fields.getText("act"))
                .orElseThrow(() -> new RuleViolationException("choose"));
        ApplicationDecision decision = new ApplicationDecision(
                move,
                fields.getAll("reason").stream()
                        .map(code -> DecisionReason.parseCode(code)
                                .orElseThrow(() -> new RuleViolationException("reason_missing", "code", code)))
                        .toList(),
                fields.getText("note"),
                move == ApplicationTransition.APPROVE ? fields.getText("authority") : null,
                move == ApplicationTransition.ASK ? fields.getAll("field") : List.of());
        long events = fields.getLong("events");
        return done(request, typed, (reference, by, now) -> proposals.decide(reference, decision, events, by, now));
    }

    /// Confirms a proposal.
    ///
    /// @param form `proposal`: the id of the proposal that the page showed
    @Post("/applications/{typed}/confirm")
    @RequiresPermission(StaffPermission.APPROVE_SECOND)
    HttpResponse<String> confirmProposal(
            HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = FormFields.parseForm(form).getText("proposal");
        return done(request, typed, (reference, by, now) -> proposals.confirmProposal(reference, proposal, by, now));
    }

    /// Drops a proposal.
    ///
    /// @param form `proposal`: the id of the proposal that the page showed
    @Post("/applications/{typed}/drop")
    @RequiresPermission(StaffPermission.DECIDE)
    HttpResponse<String> dropProposal(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = FormFields.parseForm(form).getText("proposal");
        return done(request, typed, (reference, by, now) -> proposals.withdrawProposal(reference, proposal, by, now));
    }

    /// Operation on an application.
    @FunctionalInterface
    private interface Act {
        void to(Reference reference, String by, Instant now);
    }

    private HttpResponse<String> done(HttpRequest<?> request, String typed, Act act) {
        Reference reference = reference(typed);
        String by = ConsoleUser.requireUser(request).name();
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, now, () -> {
            act.to(reference, by, now);
            return "/desk/applications/" + reference.toGroupedText();
        });
        return TemplateRenderer.redirectTo(request, page);
    }

    private static Reference reference(String typed) {
        return Reference.parseText(typed)
                .filter(reference -> !reference.isTicket())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", typed));
    }
}
