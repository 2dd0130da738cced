package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.http.FingerprintedAssets;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.shared.Language;

/// Files that make an app of the public pages: the service worker, the manifest, and the page for being offline. All
/// are the same for everybody, and need no chat.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.ALL)
final class WebAppController {

    private static final MediaType SCRIPT = MediaType.of("text/javascript;charset=utf-8");
    private static final MediaType MANIFEST = MediaType.of("application/manifest+json");
    private static final String BRAND_COLOUR = "#0e4f33";

    private final SitePageRenderer pages;
    private final PageAssets assets;
    private final byte[] serviceWorker;

    WebAppController(SitePageRenderer pages, PageAssets assets) {
        this.pages = pages;
        this.assets = assets;
        this.serviceWorker = createServiceWorker(assets);
    }

    private static byte[] createServiceWorker(PageAssets assets) {
        String constants = "const VERSION = " + toJson(assets.version()) + ";\nconst ASSETS = "
                + toJson(assets.offlinePaths()) + ";\nconst ICON = " + toJson(assets.path("icon-192.png")) + ";\n";
        byte[] script = FingerprintedAssets.readResource(PageAssets.class, "sw.js");
        return (constants + new String(script, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String toJson(Object value) {
        return new String(DialogJson.toBytes(value), StandardCharsets.UTF_8);
    }

    /// Service worker. Browsers compare it byte by byte, and install the one of a new version.
    @Get("/sw.js")
    HttpResponse<byte[]> showServiceWorker() {
        return HttpResponse.ok(serviceWorker).contentType(SCRIPT).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /// Manifest in the language of `lang`, as the [specification](https://www.w3.org/TR/appmanifest/) defines it.
    @Get("/manifest.webmanifest")
    HttpResponse<byte[]> showManifest(HttpRequest<?> request) {
        SiteView view = pages.viewOf(PageLanguageResolver.resolveLanguage(request), null);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("id", "/");
        manifest.put("name", view.text("web.title"));
        manifest.put("short_name", view.text("web.desk"));
        manifest.put("description", view.text("web.description"));
        manifest.put("lang", view.language());
        manifest.put("dir", view.direction());
        manifest.put("start_url", "/?lang=" + view.language());
        manifest.put("scope", "/");
        manifest.put("display", "standalone");
        manifest.put("theme_color", BRAND_COLOUR);
        manifest.put("background_color", BRAND_COLOUR);
        manifest.put(
                "icons",
                List.of(
                        icon("icon-192.png", "192x192", "any"),
                        icon("icon-512.png", "512x512", "any"),
                        icon("icon-maskable.png", "512x512", "maskable")));
        manifest.put(
                "shortcuts",
                List.of(
                        Map.of("name", view.text("site.apply_title"), "url", view.link("apply")),
                        Map.of("name", view.text("site.status_title"), "url", view.link("status")),
                        Map.of("name", view.text("site.chat"), "url", view.chatLink())));
        return HttpResponse.ok(DialogJson.toBytes(manifest))
                .contentType(MANIFEST)
                .header(HttpHeaders.CACHE_CONTROL, LocalisedResponse.CACHED)
                .header(HttpHeaders.VARY, "Accept-Language, Cookie");
    }

    private Map<String, String> icon(String name, String sizes, String purpose) {
        return Map.of("src", assets.path(name), "sizes", sizes, "type", "image/png", "purpose", purpose);
    }

    /// Page that the service worker shows without a connection: in all languages, since it is stored once.
    @Get("/offline")
    HttpResponse<String> showOfflinePage() {
        List<SiteView> views = Language.ALL.stream()
                .map(language -> pages.viewOf(language, null))
                .toList();
        return pages.respond(HttpStatus.OK, views.getFirst(), "offline.jte", "no-cache", Map.of("views", views));
    }
}
