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
import java.util.List;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.registration.decision.ApplicationQueryService;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.PendingProposalService;

/// Lists decisions that wait for a second member of staff.
@Controller(value = "/desk/second-look", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SecondLookController {

    private static final int MAX_PAGES = 200;

    private final PendingProposalService pendingProposals;
    private final ApplicationQueryService applications;
    private final CustomerSummaryService customers;
    private final TemplateRenderer templates;

    SecondLookController(
            PendingProposalService pendingProposals,
            ApplicationQueryService applications,
            CustomerSummaryService customers,
            TemplateRenderer templates) {
        this.pendingProposals = pendingProposals;
        this.applications = applications;
        this.customers = customers;
        this.templates = templates;
    }

    /// The list as a part of the page, which htmx requests after a change.
    @Get
    @Secured(PermissionNames.APPROVE_SECOND + PermissionNames.AND + PermissionNames.READ_APPLICATIONS)
    @BackgroundRoute(BackgroundRoute.Condition.PARTIAL_PAGES)
    HttpResponse<String> listProposals(HttpRequest<?> request, @QueryValue(defaultValue = "0") int page) {
        int turned = Math.clamp(page, 0, MAX_PAGES);
        List<PendingProposalService.WaitingProposal> found =
                pendingProposals.listWaiting(turned * ApplicationListPage.PAGE_SIZE, ApplicationListPage.PAGE_SIZE + 1);
        List<PendingProposalService.WaitingProposal> rows =
                found.subList(0, Math.min(ApplicationListPage.PAGE_SIZE, found.size()));
        ViewContext screen = templates.createContext(request);
        boolean part = TemplateRenderer.isPart(request);
        return templates.renderPage(
                screen,
                part ? "applications/waiting.jte" : "applications/second.jte",
                "tabs",
                part
                        ? List.of()
                        : ApplicationListPage.createTabs(
                                ApplicationListPage.TabCounts.loadCounts(applications, "", screen.now()), null),
                "decisions",
                pendingProposals.listProtectedDecisions(),
                "rows",
                rows,
                "customers",
                customers.findByApplications(
                        ConsoleUser.requireUser(request).signed(),
                        "second look",
                        rows.stream()
                                .map(PendingProposalService.WaitingProposal::application)
                                .toList(),
                        screen.now()),
                "page",
                turned,
                "more",
                found.size() > ApplicationListPage.PAGE_SIZE);
    }
}
