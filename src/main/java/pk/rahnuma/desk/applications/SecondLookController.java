package pk.rahnuma.desk.applications;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import pk.rahnuma.desk.BackgroundRoute;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.decisions.SecondLookService;
import pk.rahnuma.staff.Right;

/// The list of decisions that wait for a second member of staff.
@Controller(value = "/desk/second-look", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SecondLookController {

    private static final int MAX_PAGES = 200;

    private final SecondLookService service;
    private final Dossiers dossiers;
    private final Screens screens;

    SecondLookController(SecondLookService service, Dossiers dossiers, Screens screens) {
        this.service = service;
        this.dossiers = dossiers;
        this.screens = screens;
    }

    /// The same as a part, for htmx, when something changed.
    @Get
    @Needs({Right.APPROVE_SECOND, Right.READ_APPLICATIONS})
    @BackgroundRoute(BackgroundRoute.When.PARTS)
    HttpResponse<String> list(HttpRequest<?> request, @QueryValue(defaultValue = "0") int page) {
        int turned = Math.clamp(page, 0, MAX_PAGES);
        List<SecondLookService.Waiting> found = service.list(turned * Queue.ROWS, Queue.ROWS + 1);
        Screen screen = screens.screen(request);
        boolean part = request.getHeaders().contains("HX-Request");
        return screens.page(
                screen,
                part ? "applications/waiting.jte" : "applications/second.jte",
                "tabs",
                part ? List.of() : Queue.tabs(Queue.Counts.of(dossiers, screen.now()), null),
                "rows",
                found.subList(0, Math.min(Queue.ROWS, found.size())),
                "page",
                turned,
                "more",
                found.size() > Queue.ROWS);
    }
}
