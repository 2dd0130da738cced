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
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decision.ApplicationSearchService;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.vault.SubjectEncryptionService;

/// One field for all that staff look for. A whole reference or ticket number leads straight to it.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsoleSearchController {

    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final int HASH_BYTES = 8;
    private static final String PATH = "/desk/search";
    private static final String MADE = "search.made";
    /// The same list seen again within it, by the way back, is no other search.
    private static final Duration ONE_SEARCH = Duration.ofMinutes(30);

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
    HttpResponse<String> form(HttpRequest<?> request) {
        return page(request, "", null, false);
    }

    /// Leads to what was found. What is searched for may be personal, so that it comes in a form and stands in no
    /// address.
    ///
    /// @param form `q`
    @Post("/search")
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> search(HttpRequest<?> request, @Nullable @Body byte[] form) {
        String q = FormFields.of(form).raw("q");
        String typed = q.substring(0, Math.min(LONGEST, q.length())).strip();
        if (typed.isEmpty()) {
            return TemplateRenderer.go(request, PATH);
        }
        Optional<Reference> reference = Reference.read(typed);
        if (reference.isPresent() && reference.get().isTicket()) {
            deeds.note(signed(request), MADE, "ticket", hash(typed), clock.instant());
            return TemplateRenderer.go(
                    request, "/desk/tickets/" + reference.get().grouped());
        }
        ApplicationSearchService.SearchResult found = finder.find(typed, MOST);
        deeds.note(signed(request), MADE, found.how(), hash(typed), clock.instant());
        return TemplateRenderer.go(
                request,
                reference.isPresent() && found.applications().size() == 1
                        ? "/desk/applications/" + reference.get().grouped()
                        : PATH + "/" + links.seal(signed(request), typed));
    }

    /// The list that a search has led to, also by the way back.
    @Get("/search/{link}")
    @RequiresPermission(StaffPermission.READ_APPLICATIONS)
    HttpResponse<String> list(HttpRequest<?> request, @PathVariable String link) {
        Optional<String> typed = links.open(signed(request), link);
        if (typed.isEmpty()) {
            return page(request, "", null, true);
        }
        ApplicationSearchService.SearchResult found = finder.find(typed.get(), MOST);
        deeds.noteOnce(signed(request), MADE, found.how(), hash(typed.get()), ONE_SEARCH, clock.instant());
        return page(request, typed.get(), found, false);
    }

    private HttpResponse<String> page(
            HttpRequest<?> request, String typed, ApplicationSearchService.SearchResult found, boolean over) {
        return screens.page(screens.screen(request), "search/found.jte", "typed", typed, "found", found, "over", over);
    }

    private static AuthenticatedStaff signed(HttpRequest<?> request) {
        return ConsoleUser.at(request).signed();
    }

    /// The hash of a search that the audit log keeps: the same search can be known again, and nothing can be read.
    private String hash(String typed) {
        byte[] hash = vault.hash("search-log", typed.toLowerCase(Locale.ROOT));
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
