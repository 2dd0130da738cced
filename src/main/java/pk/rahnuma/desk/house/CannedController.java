package pk.rahnuma.desk.house;

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
import java.time.InstantSource;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.Deeds;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.desk.Canned;

/// The answers at hand, in the three languages of applicants.
@Controller(value = CannedController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CannedController {

    static final String PATH = "/desk/canned";

    private final Canned canned;
    private final Deeds deeds;
    private final Screens screens;
    private final InstantSource clock;

    CannedController(Canned canned, Deeds deeds, Screens screens, InstantSource clock) {
        this.canned = canned;
        this.deeds = deeds;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @Needs(Right.EDIT_CANNED)
    HttpResponse<String> list(HttpRequest<?> request) {
        return screens.page(screens.screen(request), "house/canned.jte", "replies", canned.list(), "reply", null);
    }

    @Get("/{id}")
    @Needs(Right.EDIT_CANNED)
    HttpResponse<String> one(HttpRequest<?> request, @PathVariable long id) {
        Canned.Reply reply = canned.find(id).orElseThrow(() -> new NotPossible("canned_missing"));
        return screens.page(screens.screen(request), "house/canned.jte", "replies", canned.list(), "reply", reply);
    }

    @Post
    @Needs(Right.EDIT_CANNED)
    HttpResponse<String> add(HttpRequest<?> request, @Nullable @Body byte[] form) {
        return save(request, 0, form);
    }

    @Post("/{id}")
    @Needs(Right.EDIT_CANNED)
    HttpResponse<String> change(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        return save(request, id, form);
    }

    @Post("/{id}/delete")
    @Needs(Right.EDIT_CANNED)
    HttpResponse<String> delete(HttpRequest<?> request, @PathVariable long id) {
        canned.delete(id);
        deeds.note(Viewer.at(request).signed(), "canned.deleted", Long.toString(id), null, clock.instant());
        return Screens.go(request, PATH);
    }

    /// @param form `name`, and a text each: `en`, `ur`, `ur_latn`
    private HttpResponse<String> save(HttpRequest<?> request, long id, byte[] form) {
        Fields fields = Fields.of(form);
        Viewer viewer = Viewer.at(request);
        Canned.Reply saved = canned.save(
                id,
                fields.one("name"),
                fields.raw("en"),
                fields.raw("ur"),
                fields.raw("ur_latn"),
                new Member(viewer.id(), viewer.name()),
                clock.instant());
        deeds.note(viewer.signed(), "canned.saved", Long.toString(saved.id()), null, clock.instant());
        return Screens.go(request, PATH);
    }
}
