package pk.rahnuma.console.admin;

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
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.messaging.ServiceBanner;
import pk.rahnuma.messaging.ServiceBannerRepository;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;

/// What everybody is told, on every channel.
@Controller(value = BannerController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BannerController {

    static final String PATH = "/desk/banner";
    static final int HOURS = 24 * 30;

    private final ServiceBannerRepository banners;
    private final StaffAuditService deeds;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    BannerController(
            ServiceBannerRepository banners, StaffAuditService deeds, TemplateRenderer screens, InstantSource clock) {
        this.banners = banners;
        this.deeds = deeds;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @RequiresPermission(StaffPermission.SET_BANNER)
    HttpResponse<String> page(HttpRequest<?> request) {
        return screens.page(
                screens.screen(request),
                "house/banner.jte",
                "banner",
                banners.current(clock.instant()).orElse(null));
    }

    /// @param form a text each: `en`, `ur`, `ur_latn`; and `hours`, empty for until it is taken back
    @Post
    @RequiresPermission(StaffPermission.SET_BANNER)
    HttpResponse<String> set(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        ConsoleUser viewer = ConsoleUser.at(request);
        Instant now = clock.instant();
        Map<String, String> texts =
                Map.of("en", fields.one("en"), "ur", fields.one("ur"), "ur-Latn", fields.one("ur_latn"));
        if (texts.values().stream().anyMatch(text -> text.isEmpty() || text.length() > ServiceBanner.LONGEST)) {
            throw new RuleViolationException("banner_texts", "most", ServiceBanner.LONGEST);
        }
        banners.set(texts, viewer.name(), now, until(request, fields, now));
        deeds.note(viewer.signed(), "banner.set", "banner", null, now);
        return TemplateRenderer.go(request, PATH);
    }

    @Post("/clear")
    @RequiresPermission(StaffPermission.SET_BANNER)
    HttpResponse<String> clear(HttpRequest<?> request) {
        ConsoleUser viewer = ConsoleUser.at(request);
        if (banners.clear(viewer.name(), clock.instant())) {
            deeds.note(viewer.signed(), "banner.cleared", "banner", null, clock.instant());
        }
        return TemplateRenderer.go(request, PATH);
    }

    private Instant until(HttpRequest<?> request, FormFields fields, Instant now) {
        if (fields.one("hours").isEmpty()) {
            return null;
        }
        long hours = fields.whole("hours");
        if (hours < 1 || hours > HOURS) {
            throw new RuleViolationException("banner_hours", "most", HOURS);
        }
        return now.plus(Duration.ofHours(hours));
    }
}
