package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.Map;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.shared.Language;
import pk.rahnuma.ticket.work.BannerEditingService;

/// Edits the banner, which all users see on every channel.
@Controller(value = BannerController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class BannerController {

    static final String PATH = "/desk/banner";

    private final CurrentBannerService banners;
    private final BannerEditingService bannerEditing;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    BannerController(
            CurrentBannerService banners,
            BannerEditingService bannerEditing,
            TemplateRenderer templates,
            InstantSource clock) {
        this.banners = banners;
        this.bannerEditing = bannerEditing;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    @Secured(PermissionNames.SET_BANNER)
    HttpResponse<String> showBanner(HttpRequest<?> request) {
        return templates.renderPage(
                templates.createContext(request),
                "admin/banner.jte",
                "banner",
                banners.findCurrent(clock.instant()).orElse(null));
    }

    /// New banner.
    ///
    /// @param hours until it ends; null for no end
    @Introspected
    record BannerForm(String en, String ur, String urLatn, Long hours) implements ConsoleForm {}

    @Post
    @Secured(PermissionNames.SET_BANNER)
    HttpResponse<String> setBanner(HttpRequest<?> request, @Valid @Body BannerForm form) {
        bannerEditing.setBanner(
                ConsoleUser.requireUser(request).signed(),
                Map.of(Language.ENGLISH, form.en(), Language.URDU, form.ur(), Language.ROMAN_URDU, form.urLatn()),
                form.hours(),
                clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    @Post("/clear")
    @Secured(PermissionNames.SET_BANNER)
    HttpResponse<String> clearBanner(HttpRequest<?> request) {
        bannerEditing.clearBanner(ConsoleUser.requireUser(request).signed(), clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }
}
