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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.decision.ApplicationSearchService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.record.StaffAuditService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// One field for all that staff look for. A whole reference or ticket number leads straight to it.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsoleSearchController {

    private static final int MAX_RESULTS = 50;
    private static final int MAX_QUERY_LENGTH = 200;
    private static final int HASH_BYTES = 8;
    private static final String SEARCH_PATH = "/desk/search";
    private static final String SEARCH_EVENT = "search.made";
    /// The same list seen again within it, by the way back, is no other search.
    private static final Duration SAME_SEARCH_TTL = Duration.ofMinutes(30);

    private final ApplicationSearchService finder;
    private final SearchLinks links;
    private final SubjectEncryptionService vault;
    private final StaffAuditService deeds;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    ConsoleSearchController(
            ApplicationSearchService finder,
            SearchLinks links,
            SubjectEncryptionService vault,
            StaffAuditService deeds,
            TemplateRenderer screens,
            InstantSource clock) {
        this.finder = finder;
        this.links = links;
        this.vault = vault;
        this.deeds = deeds;
        this.screens = screens;
        this.clock = clock;
    }

    @Get("/search")
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> showForm(HttpRequest<?> request) {
        return page(request, "", null, false);
    }

    /// Leads to what was found. What is searched for may be personal, so that it comes in a form and stands in no
    /// address.
    ///
    /// @param form `q`
    @Post("/search")
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> submitSearch(HttpRequest<?> request, @Nullable @Body byte[] form) {
        String q = FormFields.parseForm(form).getRawText("q");
        String typed = q.substring(0, Math.min(MAX_QUERY_LENGTH, q.length())).strip();
        if (typed.isEmpty()) {
            return TemplateRenderer.redirectTo(request, SEARCH_PATH);
        }
        Optional<Reference> reference = Reference.parseText(typed);
        if (reference.isPresent() && reference.get().isTicket()) {
            deeds.recordAction(signed(request), SEARCH_EVENT, "ticket", hash(typed), clock.instant());
            return TemplateRenderer.redirectTo(
                    request, "/desk/tickets/" + reference.get().toGroupedText());
        }
        ApplicationSearchService.SearchResult found = finder.findApplications(typed, MAX_RESULTS);
        deeds.recordAction(signed(request), SEARCH_EVENT, found.how(), hash(typed), clock.instant());
        return TemplateRenderer.redirectTo(
                request,
                reference.isPresent() && found.applications().size() == 1
                        ? "/desk/applications/" + reference.get().toGroupedText()
                        : SEARCH_PATH + "/" + links.sealLink(signed(request), typed));
    }

    /// The list that a search has led to, also by the way back.
    @Get("/search/{link}")
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> showResults(HttpRequest<?> request, @PathVariable String link) {
        Optional<String> typed = links.openLink(signed(request), link);
        if (typed.isEmpty()) {
            return page(request, "", null, true);
        }
        ApplicationSearchService.SearchResult found = finder.findApplications(typed.get(), MAX_RESULTS);
        deeds.recordActionOnce(
                signed(request), SEARCH_EVENT, found.how(), hash(typed.get()), SAME_SEARCH_TTL, clock.instant());
        return page(request, typed.get(), found, false);
    }

    private HttpResponse<String> page(
            HttpRequest<?> request, String typed, ApplicationSearchService.SearchResult found, boolean over) {
        return screens.renderPage(
                screens.createContext(request), "search/found.jte", "typed", typed, "found", found, "over", over);
    }

    private static AuthenticatedStaff signed(HttpRequest<?> request) {
        return ConsoleUser.requireUser(request).signed();
    }

    /// The hash of a search that the audit log keeps: the same search can be known again, and nothing can be read.
    private String hash(String typed) {
        byte[] hash = vault.keyedHash("search-log", typed.toLowerCase(Locale.ROOT));
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
