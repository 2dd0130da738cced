package pk.rahnuma.desk.applications;

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
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Finder;
import pk.rahnuma.staff.Deeds;
import pk.rahnuma.staff.Right;
import pk.rahnuma.vault.Vault;

/// One field for all that staff look for. A whole reference or ticket number leads straight to it.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SearchController {

    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final int HASH_BYTES = 8;

    private final Finder finder;
    private final Vault vault;
    private final Deeds deeds;
    private final Screens screens;
    private final InstantSource clock;

    SearchController(Finder finder, Vault vault, Deeds deeds, Screens screens, InstantSource clock) {
        this.finder = finder;
        this.vault = vault;
        this.deeds = deeds;
        this.screens = screens;
        this.clock = clock;
    }

    @Get("/search")
    @Needs(Right.READ_APPLICATIONS)
    HttpResponse<String> search(HttpRequest<?> request, @Nullable @QueryValue("q") String q) {
        String typed =
                q == null ? "" : q.substring(0, Math.min(LONGEST, q.length())).strip();
        if (typed.isEmpty()) {
            return screens.page(screens.screen(request), "search/found.jte", "typed", typed, "found", null);
        }
        Optional<Reference> reference = Reference.read(typed);
        if (reference.isPresent() && reference.get().isTicket()) {
            note(request, "ticket", typed);
            return Screens.go(request, "/desk/tickets/" + reference.get().grouped());
        }
        Finder.Found found = finder.find(typed, MOST);
        note(request, found.how(), typed);
        if (reference.isPresent() && found.applications().size() == 1) {
            return Screens.go(request, "/desk/applications/" + reference.get().grouped());
        }
        return screens.page(screens.screen(request), "search/found.jte", "typed", typed, "found", found);
    }

    /// What was searched for is kept as a keyed hash: the same search can be known again, and nothing can be read.
    private void note(HttpRequest<?> request, String how, String typed) {
        byte[] hash = vault.hash("search-log", typed.toLowerCase(Locale.ROOT));
        String detail = HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        deeds.note(Viewer.at(request).signed(), "search.made", how, detail, clock.instant());
    }
}
