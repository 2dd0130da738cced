package pk.rahnuma.console.application;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.CsvExport;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TableExportService;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationClaimService;
import pk.rahnuma.registration.decision.ApplicationQueryService;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.decision.PendingProposalService;
import pk.rahnuma.registration.record.LineProviderService;

/// Shows and exports the list of applications.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationListController {

    /// Maximum number of pages, so that no request asks for the millionth row.
    private static final int MAX_PAGES = 200;
    /// Maximum number of rows of an exported table.
    private static final int MAX_EXPORT_ROWS = 10_000;

    private final ApplicationQueryService applications;
    private final PendingProposalService pendingProposals;
    private final ApplicationClaimService claims;
    private final CustomerSummaryService customers;
    private final LineProviderService providers;
    private final TemplateRenderer templates;
    private final TableExportService exports;
    private final InstantSource clock;

    ApplicationListController(
            ApplicationQueryService applications,
            PendingProposalService pendingProposals,
            ApplicationClaimService claims,
            CustomerSummaryService customers,
            LineProviderService providers,
            TemplateRenderer templates,
            TableExportService exports,
            InstantSource clock) {
        this.applications = applications;
        this.pendingProposals = pendingProposals;
        this.claims = claims;
        this.customers = customers;
        this.providers = providers;
        this.templates = templates;
        this.exports = exports;
        this.clock = clock;
    }

    /// The list; for htmx its rows alone, which an open page requests after a change.
    @Get("/applications")
    @Secured(PermissionNames.READ_APPLICATIONS)
    @BackgroundRoute(BackgroundRoute.Condition.PARTIAL_PAGES)
    HttpResponse<String> listApplications(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "desk") String show,
            @QueryValue(defaultValue = "") String provider,
            @QueryValue(defaultValue = "0") int page) {
        ApplicationListPage.TabFilter shown = ApplicationListPage.TabFilter.fromParameter(show);
        int turned = Math.clamp(page, 0, MAX_PAGES);
        Optional<ApplicationListQuery> behind = ApplicationListQuery.fromRequest(request);
        int skip = turned * ApplicationListPage.PAGE_SIZE;
        int limit = ApplicationListPage.PAGE_SIZE + 1;
        List<Application> found = behind.map(query -> applications.listCases(query.cases(), skip, limit))
                .orElseGet(() -> listApplications(shown, provider, skip, limit));
        ApplicationListPage.TabCounts counts = ApplicationListPage.TabCounts.loadCounts(
                applications, behind.isEmpty() ? provider : "", clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                TemplateRenderer.isPart(request) ? "applications/rows.jte" : "applications/list.jte",
                "queue",
                behind.map(query -> ApplicationListPage.createPage(query.query(), counts, found, turned))
                        .orElseGet(() -> ApplicationListPage.createPage(shown, provider, counts, found, turned)),
                "waiting",
                pendingProposals.findWaiting(found),
                "holders",
                claims.findHolders(found),
                "providers",
                providers.findProviders(ApplicationListPage.clipRows(found)),
                "backlog",
                behind.isEmpty() && shown == ApplicationListPage.TabFilter.PROVIDER
                        ? providers.listBacklog()
                        : List.of(),
                "second",
                pendingProposals.listProtectedDecisions().contains(LineTransition.CONFIRM),
                "customers",
                findCustomers(request, ApplicationListPage.clipRows(found)));
    }

    private Map<Long, CustomerSummary> findCustomers(HttpRequest<?> request, List<Application> rows) {
        return customers.findByApplications(
                ConsoleUser.requireUser(request).signed(), "applications", rows, clock.instant());
    }

    private List<Application> listApplications(
            ApplicationListPage.TabFilter show, String provider, int skip, int limit) {
        return show == ApplicationListPage.TabFilter.LATE
                ? applications.listOverdue(clock.instant(), provider, skip, limit)
                : applications.listApplications(show.statuses, provider, skip, limit);
    }

    @Get(value = "/applications.csv")
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.EXPORT)
    HttpResponse<String> exportCsv(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "desk") String show,
            @QueryValue(defaultValue = "") String provider) {
        ViewContext screen = templates.createContext(request);
        List<Application> found = ApplicationListQuery.fromRequest(request)
                .map(behind -> applications.listCases(behind.cases(), 0, MAX_EXPORT_ROWS))
                .orElseGet(() -> listApplications(
                        ApplicationListPage.TabFilter.fromParameter(show), provider, 0, MAX_EXPORT_ROWS));
        CsvExport csv = new CsvExport(
                "reference",
                "form",
                "status",
                "submitted",
                "since",
                "due",
                "language",
                "person",
                "organisation",
                "city",
                "providers");
        Map<Long, CustomerSummary> named =
                customers.readByApplications(ConsoleUser.requireUser(request).signed(), found);
        Map<Long, List<String>> providersOf = providers.findProviders(found);
        found.forEach(a -> csv.addRow(
                a.reference().toGroupedText(),
                a.script(),
                a.shownStatus(),
                a.submitted(),
                a.since(),
                a.dueAt() == null ? "" : a.dueAt(),
                a.language(),
                CustomerSummary.of(named, a.id()).person(),
                CustomerSummary.of(named, a.id()).organisation(),
                CustomerSummary.of(named, a.id()).city(),
                String.join(", ", providersOf.getOrDefault(a.id(), List.of()))));
        return exports.exportTable(request, csv, "applications-" + screen.currentDate() + ".csv");
    }
}
