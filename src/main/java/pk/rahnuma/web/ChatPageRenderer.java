package pk.rahnuma.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.HtmlErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Renders the pages, each once for every language.
@Singleton
final class ChatPageRenderer implements HtmlErrorResponseBodyProvider {

    /// Names of the languages, each in its own language.
    private static final Map<String, String> LANGUAGE_NAMES =
            Map.of("en", "English", "ur", "اردو", "ur-Latn", "Roman Urdu");

    private final Map<String, String> chat = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();

    ChatPageRenderer(ChatPageTexts words, ChatPageAssets assets) {
        HtmlTemplate page = new HtmlTemplate(ChatPageAssets.readText("page.html"));
        HtmlTemplate other = new HtmlTemplate(ChatPageAssets.readText("missing.html"));
        for (String language : ScriptTexts.LANGUAGES) {
            Map<String, String> own = words.textsIn(language);
            Map<String, String> markup = Map.of(
                    "lang", language,
                    "dir", PageLanguageResolver.isRightToLeft(language) ? "rtl" : "ltr",
                    "version", assets.version(),
                    "languages", options(language),
                    "words", data(own));
            chat.put(language, page.fillPlaceholders(own, markup));
            missing.put(language, other.fillPlaceholders(own, markup));
        }
    }

    @Override
    public String contentType() {
        return ChatPageController.HTML_MEDIA_TYPE;
    }

    String chatPage(String language) {
        return chat.get(language);
    }

    /// Error page for browsers.
    @Override
    public String body(ErrorContext context, HttpResponse<?> response) {
        return missing.get(PageLanguageResolver.resolveLanguage(context.getRequest()));
    }

    private static String options(String chosen) {
        StringBuilder options = new StringBuilder();
        for (String language : ScriptTexts.LANGUAGES) {
            options.append("<option value=\"%s\" lang=\"%s\"%s>%s</option>"
                    .formatted(
                            language,
                            language,
                            language.equals(chosen) ? " selected" : "",
                            LANGUAGE_NAMES.get(language)));
        }
        return options.toString();
    }

    /// Words as JSON that cannot end the script element it is in.
    private static String data(Map<String, String> words) {
        return new String(DialogJson.toBytes(words), StandardCharsets.UTF_8).replace("<", "\\u003c");
    }
}
