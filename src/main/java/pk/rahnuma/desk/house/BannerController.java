package pk.rahnuma.desk.house;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.post.Banner;
import pk.rahnuma.post.Banners;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.Deeds;
import pk.rahnuma.staff.Right;

/// What everybody is told, on every channel.
@Controller(value = BannerController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BannerController {

    static final String PATH = "/desk/banner";
    static final int HOURS = 24 * 30;

    private final Banners banners;
    private final Deeds deeds;
    private final Screens screens;
    private final InstantSource clock;

    BannerController(Banners banners, Deeds deeds, Screens screens, InstantSource clock) {
        this.banners = banners;
        this.deeds = deeds;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @Needs(Right.SET_BANNER)
    HttpResponse<String> page(HttpRequest<?> request) {
        return screens.page(
                screens.screen(request),
                "house/banner.jte",
                "banner",
                banners.current(clock.instant()).orElse(null));
    }

    /// @param form a text each: `en`, `ur`, `ur_latn`; and `hours`, empty for until it is taken back
    @Post
    @Needs(Right.SET_BANNER)
    HttpResponse<String> set(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        Viewer viewer = Viewer.at(request);
        Instant now = clock.instant();
        Map<String, String> texts =
                Map.of("en", fields.one("en"), "ur", fields.one("ur"), "ur-Latn", fields.one("ur_latn"));
        if (texts.values().stream().anyMatch(text -> text.isEmpty() || text.length() > Banner.LONGEST)) {
            throw new NotPossible("banner_texts", "most", Banner.LONGEST);
        }
        banners.set(texts, viewer.name(), now, until(request, fields, now));
        deeds.note(viewer.signed(), "banner.set", "banner", null, now);
        return Screens.go(request, PATH);
    }

    @Post("/clear")
    @Needs(Right.SET_BANNER)
    HttpResponse<String> clear(HttpRequest<?> request) {
        Viewer viewer = Viewer.at(request);
        if (banners.clear(viewer.name(), clock.instant())) {
            deeds.note(viewer.signed(), "banner.cleared", "banner", null, clock.instant());
        }
        return Screens.go(request, PATH);
    }

    private Instant until(HttpRequest<?> request, Fields fields, Instant now) {
        if (fields.one("hours").isEmpty()) {
            return null;
        }
        long hours = fields.whole("hours");
        if (hours < 1 || hours > HOURS) {
            throw new NotPossible("banner_hours", "most", HOURS);
        }
        return now.plus(Duration.ofHours(hours));
    }
}
