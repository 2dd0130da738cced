package pk.rahnuma.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatorConfiguration;

/// View that all templates of the site need.
///
/// @param language of the page, one of [Language#ALL]
/// @param path of the page behind its language, such as `guidance/fee`; empty for the start page; null for a page that
///     exists at one address only
/// @param site values that are the same on all pages
/// @param telegram whether the page is shown within Telegram
public record SiteView(String language, String path, Site site, boolean telegram) {

    /// Values that are the same on all pages.
    ///
    /// @param desk what the desk says of itself
    /// @param operator address, contact and pages of the operator; they count with its name alone
    /// @param baseUrl public address without a trailing slash; empty when none is configured
    /// @param version of the files
    /// @param warnings at the head of each page, see [PageWarnings]
    /// @param signIn whether the desk can send codes
    /// @param controls addresses of the pages with the controls of the chat, by their labels, by language
    record Site(
            ScriptTexts texts,
            DeskIdentity desk,
            OperatorConfiguration operator,
            Optional<String> baseUrl,
            String version,
            List<String> warnings,
            boolean signIn,
            Map<String, Map<String, String>> controls) {}

    /// The page in one language.
    ///
    /// @param name of the language in itself
    /// @param path from the root
    public record Alternate(String language, String name, String path) {}

    /// Word for a status or a reason.
    public String text(Enum<?> code) {
        return text("values." + code.name().toLowerCase(Locale.ROOT));
    }

    /// Label of an option of a question; the value itself when it is none of the options.
    ///
    /// @param question key of its texts
    public String optionText(String question, String value) {
        return site.texts().optionInWords(language, question, value);
    }

    /// Text of a key.
    ///
    /// @param arguments names and values, alternating
    public String text(String key, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        named.putAll(site.desk().textArguments());
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], plain(arguments[i + 1]));
        }
        return site.texts().formatText(language, key, named);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case LocalDate day ->
                Date.from(day.atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant());
            case Instant time -> Date.from(time);
            default -> value;
        };
    }

    /// Text with links and lists. A control of the chat that it names is a link to where it is.
    public List<TextBlock> blocks(String text) {
        return TextBlock.parse(text, site.controls().get(language));
    }

    public String direction() {
        return Language.isRightToLeft(language) ? "rtl" : "ltr";
    }

    /// Path of a page of the site in this language.
    public String link(String page) {
        return "/" + language + "/" + page;
    }

    /// Path of the chat page in this language.
    public String chatLink() {
        return ChatPageController.pathIn(language);
    }

    public String asset(String name) {
        return "/assets/" + site.version() + "/" + name;
    }

    /// This page in every language, or the start page when it has one address only.
    public List<Alternate> alternates() {
        return Language.ALL.stream()
                .map(each -> new Alternate(each, Language.nameOf(each), "/" + each + "/" + (path == null ? "" : path)))
                .toList();
    }

    public List<String> warnings() {
        return site.warnings();
    }

    /// True when an operator is named, so that pages say more of it.
    public boolean isOperatorNamed() {
        return site.desk().runBy() == DeskIdentity.RunBy.OPERATOR;
    }

    /// True when forms start.
    public boolean takesForms() {
        return site.desk().isRun();
    }

    /// True when a person can sign in with an address.
    public boolean signIn() {
        return site.signIn();
    }

    public OperatorConfiguration operator() {
        return site.operator();
    }

    /// Configured address of the desk; null when there is none.
    public String baseUrl() {
        return site.baseUrl().orElse(null);
    }
}
