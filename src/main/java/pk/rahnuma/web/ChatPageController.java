package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import pk.rahnuma.http.HtmlTemplateRenderer;

/// Serves the chat page and its files.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class ChatPageController {

    static final String PATH = "/chat";

    private final ChatPageRenderer pages;
    private final PageAssets assets;

    ChatPageController(ChatPageRenderer pages, PageAssets assets) {
        this.pages = pages;
        this.assets = assets;
    }

    /// Path of the page in a language.
    static String pathIn(String language) {
        return PATH + "?lang=" + language;
    }

    @Get(PATH)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> showChatPage(HttpRequest<?> request) {
        return HttpResponse.ok(pages.chatPage(PageLanguageResolver.resolveLanguage(request)))
                .contentType(HtmlTemplateRenderer.HTML_MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Cookie");
    }

    @Nullable
    @Get("/assets/{version}/{name}")
    HttpResponse<byte[]> serveAsset(@PathVariable String version, @PathVariable String name) {
        return assets.files().serveFile(version, name);
    }
}
