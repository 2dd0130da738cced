package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.http.HtmlTemplateRenderer;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatorConfiguration;

/// Renders the chat page, as a page of its own and as the widget in pages of other sites.
@Singleton
final class ChatPageRenderer {

    /// Texts that chat.js never shows: those of the document alone, of push.js, and problems that no upload has.
    private static final Set<String> UNUSED_BY_SCRIPT = Set.of(
            "description",
            WidgetController.OPEN_TEXT,
            WidgetController.CLOSE_TEXT,
            "noscript",
            "file_not_a_file",
            "file_picture_small",
            "file_picture_blank",
            "file_picture_blurred",
            "file_same_picture",
            "file_gone",
            "push_offer",
            "push_on",
            "push_denied",
            "push_failed");

    private final ChatPageTexts words;
    private final PageAssets assets;
    private final HtmlTemplateRenderer templates;
    private final PageWarnings warnings;
    private final DeskIdentity desk;
    private final OperatorConfiguration operator;
    private final Map<String, String> chat = new HashMap<>();

    ChatPageRenderer(
            ChatPageTexts words,
            PageAssets assets,
            HtmlTemplateRenderer templates,
            PageWarnings warnings,
            DeskIdentity desk,
            OperatorConfiguration operator) {
        this.words = words;
        this.assets = assets;
        this.templates = templates;
        this.warnings = warnings;
        this.desk = desk;
        this.operator = operator;
        Language.ALL.forEach(language -> chat.put(language, renderPage(language, "", false)));
    }

    /// @param theme `light` or `dark`; empty for that of the browser
    private String renderPage(String language, String theme, boolean widget) {
        Map<String, String> languages = new LinkedHashMap<>();
        Language.ALL.forEach(each -> languages.put(each, Language.nameOf(each)));
        Map<String, String> own = words.textsIn(language);
        Map<String, Object> values = new HashMap<>();
        values.put("text", (Function<String, String>) name -> text(own, name));
        values.put("language", language);
        values.put("direction", Language.isRightToLeft(language) ? "rtl" : "ltr");
        values.put("warnings", warnings.listKeys());
        values.put("named", desk.runBy() == DeskIdentity.RunBy.OPERATOR);
        values.put("operator", operator);
        values.put("version", assets.version());
        values.put("languages", languages);
        values.put("words", data(own));
        values.put("styles", theme.isEmpty() ? "chat.css" : "chat-" + theme + ".css");
        values.put("widget", widget);
        return templates.renderTemplate("chat/page.jte", values);
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalStateException("no text `web." + name + "`: the page says it, add it in every language");
        }
        return text;
    }

    String chatPage(String language) {
        return chat.get(language);
    }

    /// The chat page within a page of another site.
    ///
    /// @param theme `light` or `dark`; empty for that of the browser
    String widgetPage(String language, String theme) {
        return renderPage(language, theme, true);
    }

    /// Words as JSON that cannot end the script element it is in.
    private String data(Map<String, String> words) {
        Map<String, String> used = new LinkedHashMap<>(words);
        used.keySet().removeAll(UNUSED_BY_SCRIPT);
        PageWarnings.KEYS.stream()
                .filter(key -> !warnings.listKeys().contains(key))
                .forEach(used::remove);
        return new String(DialogJson.toBytes(used), StandardCharsets.UTF_8).replace("<", "\\u003c");
    }
}
