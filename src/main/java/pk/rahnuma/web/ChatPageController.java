package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;

/// The chat page and its files.
@Controller
final class ChatPageController {

    static final String HTML = "text/html;charset=utf-8";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final ChatPageRenderer pages;
    private final ChatPageAssets assets;

    ChatPageController(ChatPageRenderer pages, ChatPageAssets assets) {
        this.pages = pages;
        this.assets = assets;
    }

    @Get("/")
    HttpResponse<String> chat(HttpRequest<?> request) {
        return HttpResponse.ok(pages.chat(PageLanguageResolver.of(request)))
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Cookie");
    }

    /// Of an older version the present one is given, not to be kept: a page that was open during an update goes on.
    @Nullable
    @Get("/assets/{version}/{name}")
    HttpResponse<?> asset(@PathVariable String version, @PathVariable String name) {
        ChatPageAssets.Asset asset = assets.find(name).orElse(null);
        if (asset == null) {
            return null;
        }
        return HttpResponse.ok(asset.bytes())
                .contentType(MediaType.of(asset.type()))
                .header(HttpHeaders.CACHE_CONTROL, version.equals(assets.version()) ? FOR_EVER : "no-cache");
    }
}
