package pk.rahnuma.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.HtmlErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import pk.rahnuma.api.http.HtmlTemplateRenderer;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.SandboxConfiguration;

/// Renders the pages, each once for every language.
@Singleton
final class ChatPageRenderer implements HtmlErrorResponseBodyProvider {

    /// Names of the languages, each in its own language.
    private static final Map<String, String> LANGUAGE_NAMES =
            Map.of(Language.ENGLISH, "English", Language.URDU, "اردو", Language.ROMAN_URDU, "Roman Urdu");

    /// Texts that chat.js never shows: those of the document alone, and problems that no upload has.
    private static final Set<String> UNUSED_BY_SCRIPT = Set.of(
            "description",
            "noscript",
            "no_page",
            "sandbox",
            "to_chat",
            "news_stop",
            "news_stop_button",
            "news_stopped",
            "news_stop_unknown",
            "file_not_a_file",
            "file_picture_small",
            "file_picture_blank",
            "file_picture_blurred",
            "file_same_picture",
            "file_gone");

    private final Map<String, String> chat = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private final Map<NewsPage, Map<String, String>> news = new EnumMap<>(NewsPage.class);

    /// Page about news by e-mail.
    enum NewsPage {
        QUESTION("news_stop"),
        STOPPED("news_stopped"),
        UNKNOWN("news_stop_unknown");

        private final String message;

        NewsPage(String message) {
            this.message = message;
        }
    }

    ChatPageRenderer(
            ChatPageTexts words, ChatPageAssets assets, HtmlTemplateRenderer templates, SandboxConfiguration settings) {
        Map<String, String> languages = new LinkedHashMap<>();
        Language.ALL.forEach(language -> languages.put(language, LANGUAGE_NAMES.get(language)));
        for (String language : Language.ALL) {
            Map<String, String> own = words.textsIn(language);
            Map<String, Object> values = new HashMap<>();
            values.put("text", (Function<String, String>) name -> text(own, name));
            values.put("language", language);
            values.put("direction", Language.isRightToLeft(language) ? "rtl" : "ltr");
            values.put("sandbox", settings.sandbox());
            values.put("version", assets.files().version());
            missing.put(language, templates.renderTemplate("chat/missing.jte", values));
            for (NewsPage page : NewsPage.values()) {
                Map<String, Object> pageValues = new HashMap<>(values);
                pageValues.put("message", page.message);
                pageValues.put("asks", page == NewsPage.QUESTION);
                news.computeIfAbsent(page, none -> new HashMap<>())
                        .put(language, templates.renderTemplate("chat/news.jte", pageValues));
            }
            values.put("languages", languages);
            values.put("words", data(own));
            chat.put(language, templates.renderTemplate("chat/page.jte", values));
        }
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalStateException("no text `web." + name + "`: the page says it, add it in every language");
        }
        return text;
    }

    @Override
    public String contentType() {
        return ChatPageController.HTML_MEDIA_TYPE;
    }

    String chatPage(String language) {
        return chat.get(language);
    }

    String newsPage(String language, NewsPage page) {
        return news.get(page).get(language);
    }

    /// Error page for browsers.
    @Override
    public String body(ErrorContext context, HttpResponse<?> response) {
        return missing.get(PageLanguageResolver.resolveLanguage(context.getRequest()));
    }

    /// Words as JSON that cannot end the script element it is in.
    private static String data(Map<String, String> words) {
        Map<String, String> used = new LinkedHashMap<>(words);
        used.keySet().removeAll(UNUSED_BY_SCRIPT);
        return new String(DialogJson.toBytes(used), StandardCharsets.UTF_8).replace("<", "\\u003c");
    }
}
