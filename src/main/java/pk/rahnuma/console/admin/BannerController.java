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
import pk.rahnuma.messaging.banner.ServiceBanner;
import pk.rahnuma.messaging.banner.ServiceBannerRepository;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.record.StaffAuditService;

/// Edits the banner, which all users see on every channel.
@Controller(value = BannerController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BannerController {

    static final String PATH = "/desk/banner";
    static final int MAX_HOURS = 24 * 30;

    private final ServiceBannerRepository banners;
    private final StaffAuditService staffAudit;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    BannerController(
            ServiceBannerRepository banners,
            StaffAuditService staffAudit,
            TemplateRenderer screens,
            InstantSource clock) {
        this.banners = banners;
        this.staffAudit = staffAudit;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @RequiresPermission(StaffPermission.SET_BANNER)
    HttpResponse<String> showBanner(HttpRequest<?> request) {
        return screens.renderPage(
                screens.createContext(request),
                "admin/banner.jte",
                "banner",
                banners.findCurrent(clock.instant()).orElse(null));
    }

    /// Sets the banner.
    ///
    /// @param form a text each: `en`, `ur`, `ur_latn`; and `hours`, empty for no end
    @Post
    @RequiresPermission(StaffPermission.SET_BANNER)
    HttpResponse<String> setBanner(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        Instant now = clock.instant();
        Map<String, String> texts =
                Map.of("en", fields.getText("en"), "ur", fields.getText("ur"), "ur-Latn", fields.getText("ur_latn"));
        if (texts.values().stream().anyMatch(text -> text.isEmpty() || text.length() > ServiceBanner.MAX_TEXT_LENGTH)) {
            throw new RuleViolationException("banner_texts", "most", ServiceBanner.MAX_TEXT_LENGTH);
        }
        banners.setBanner(texts, viewer.name(), now, until(request, fields, now));
        staffAudit.recordAction(viewer.signed(), "banner.set", "banner", null, now);
        return TemplateRenderer.redirectTo(request, PATH);
    }

    @Post("/clear")
    @RequiresPermission(StaffPermission.SET_BANNER)
    HttpResponse<String> clearBanner(HttpRequest<?> request) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        if (banners.clearBanner(viewer.name(), clock.instant())) {
            staffAudit.recordAction(viewer.signed(), "banner.cleared", "banner", null, clock.instant());
        }
        return TemplateRenderer.redirectTo(request, PATH);
    }

    private Instant until(HttpRequest<?> request, FormFields fields, Instant now) {
        if (fields.getText("hours").isEmpty()) {
            return null;
        }
        long hours = fields.getLong("hours");
        if (hours < 1 || hours > MAX_HOURS) {
            throw new RuleViolationException("banner_hours", "most", MAX_HOURS);
        }
        return now.plus(Duration.ofHours(hours));
    }
}
