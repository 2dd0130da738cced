package pk.rahnuma.console.application;

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
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.decision.ApplicationSearchService;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;

/// Serves the search field of the console. A complete reference or ticket number leads directly to its page.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ConsoleSearchController {

    private static final int MAX_RESULTS = 50;
    private static final int MAX_QUERY_LENGTH = 200;
    private static final String SEARCH_PATH = "/desk/search";

    private final ApplicationSearchService applicationSearch;
    private final CustomerSummaryService customers;
    private final SearchLinks links;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    ConsoleSearchController(
            ApplicationSearchService applicationSearch,
            CustomerSummaryService customers,
            SearchLinks links,
            TemplateRenderer templates,
            InstantSource clock) {
        this.applicationSearch = applicationSearch;
        this.customers = customers;
        this.links = links;
        this.templates = templates;
        this.clock = clock;
    }

    @Get("/search")
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> showForm(HttpRequest<?> request) {
        return showResult(request, "", null, false);
    }

    @Introspected
    record SearchForm(String q) implements ConsoleForm {}

    /// Runs a search. The search text may be personal, so it is sent in a form and never appears in a URL.
    @Post("/search")
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> submitSearch(HttpRequest<?> request, @Valid @Body SearchForm form) {
        String q = form.q();
        String typed = q.substring(0, Math.min(MAX_QUERY_LENGTH, q.length())).strip();
        if (typed.isEmpty()) {
            return TemplateRenderer.redirectTo(request, SEARCH_PATH);
        }
        Optional<Reference> reference = Reference.parseText(typed);
        ApplicationSearchService.SearchResult found =
                applicationSearch.searchApplications(requireStaff(request), typed, MAX_RESULTS, clock.instant());
        if (reference.isPresent() && reference.get().isTicket()) {
            return TemplateRenderer.redirectTo(
                    request, "/desk/tickets/" + reference.get().toGroupedText());
        }
        return TemplateRenderer.redirectTo(
                request,
                reference.isPresent() && found.applications().size() == 1
                        ? "/desk/applications/" + reference.get().toGroupedText()
                        : SEARCH_PATH + "/" + links.sealLink(requireStaff(request), typed));
    }

    /// Shows the results of a search, also for the back button.
    @Get("/search/{link}")
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> showResults(HttpRequest<?> request, @PathVariable String link) {
        Optional<String> typed = links.openLink(requireStaff(request), link);
        if (typed.isEmpty()) {
            return showResult(request, "", null, true);
        }
        ApplicationSearchService.SearchResult found =
                applicationSearch.repeatSearch(requireStaff(request), typed.get(), MAX_RESULTS, clock.instant());
        return showResult(request, typed.get(), found, false);
    }

    private HttpResponse<String> showResult(
            HttpRequest<?> request, String typed, ApplicationSearchService.SearchResult found, boolean over) {
        return templates.renderPage(
                templates.createContext(request),
                "search/found.jte",
                "typed",
                typed,
                "found",
                found,
                "over",
                over,
                "customers",
                found == null
                        ? Map.of()
                        : customers.findByApplications(
                                requireStaff(request), "search", found.applications(), clock.instant()));
    }

    private static AuthenticatedStaff requireStaff(HttpRequest<?> request) {
        return ConsoleUser.requireUser(request).signed();
    }
}
