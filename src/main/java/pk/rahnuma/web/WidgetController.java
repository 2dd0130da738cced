package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.http.ContentSecurityPolicy;
import pk.rahnuma.http.FingerprintedAssets;
import pk.rahnuma.http.HtmlTemplateRenderer;
import pk.rahnuma.http.WidgetConfiguration;
import pk.rahnuma.shared.Language;

/// Serves the chat as a widget in pages of other sites: the script that shows a button there, and the chat page in its
/// frame. Only the pages of the configured origins may have the frame; without them neither is there.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class WidgetController {

    static final String OPEN_TEXT = "widget_open";
    static final String CLOSE_TEXT = "widget_close";

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final String ANY_SITE = "cross-origin";

    private final WidgetConfiguration settings;
    private final ChatPageRenderer pages;
    private final String script;

    WidgetController(WidgetConfiguration settings, ChatPageRenderer pages, ChatPageTexts words) {
        this.settings = settings;
        this.pages = pages;
        this.script = renderScript(words);
    }

    private static String renderScript(ChatPageTexts words) {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        for (String language : Language.ALL) {
            Map<String, String> own = words.textsIn(language);
            labels.put(language, Map.of("open", own.get(OPEN_TEXT), "close", own.get(CLOSE_TEXT)));
        }
        String code = new String(
                FingerprintedAssets.readResource(WidgetController.class, "widget.js"), StandardCharsets.UTF_8);
        return "(() => {\nconst LABELS = " + new String(DialogJson.toBytes(labels), StandardCharsets.UTF_8) + ";\n"
                + code + "})();\n";
    }

    /// @return null when the widget is off
    @Nullable
    @Get("/widget.js")
    @Produces("text/javascript;charset=utf-8")
    HttpResponse<String> showWidgetScript() {
        return settings.isOff()
                ? null
                : HttpResponse.ok(script)
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .header("Cross-Origin-Resource-Policy", ANY_SITE);
    }

    /// @return null when the widget is off
    @Nullable
    @Get("/widget")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> showWidget(HttpRequest<?> request) {
        if (settings.isOff()) {
            return null;
        }
        String theme = request.getParameters().get("theme", String.class, "");
        String page =
                pages.widgetPage(PageLanguageResolver.resolveLanguage(request), THEMES.contains(theme) ? theme : "");
        return HttpResponse.ok(page)
                .contentType(HtmlTemplateRenderer.HTML_MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .header(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.ofFrameIn(settings.origins()))
                .header("Cross-Origin-Resource-Policy", ANY_SITE);
    }
}
