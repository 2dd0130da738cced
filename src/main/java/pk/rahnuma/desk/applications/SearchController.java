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
import java.util.Optional;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Finder;
import pk.rahnuma.staff.Right;

/// One field for all that staff look for. A whole reference or ticket number leads straight to it.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SearchController {

    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private final Finder finder;
    private final Screens screens;

    SearchController(Finder finder, Screens screens) {
        this.finder = finder;
        this.screens = screens;
    }

    @Get("/search")
    @Needs(Right.READ_APPLICATIONS)
    HttpResponse<String> search(HttpRequest<?> request, @Nullable @QueryValue("q") String q) {
        String typed =
                q == null ? "" : q.substring(0, Math.min(LONGEST, q.length())).strip();
        Optional<Reference> reference = Reference.read(typed);
        if (reference.isPresent() && reference.get().isTicket()) {
            return Screens.go(request, "/desk/tickets/" + reference.get().grouped());
        }
        Finder.Found found = typed.isEmpty() ? null : finder.find(typed, MOST);
        if (reference.isPresent() && found != null && found.applications().size() == 1) {
            return Screens.go(request, "/desk/applications/" + reference.get().grouped());
        }
        return screens.page(screens.screen(request), "search/found.jte", "typed", typed, "found", found);
    }
}
