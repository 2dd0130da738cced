package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Determines the language of a page: the requested one, the one of the last visit, or the first of the browser's
/// languages that the desk supports.
final class PageLanguageResolver {

    /// Set by the page, when the conversation's language is known.
    private static final String COOKIE_NAME = "rahnuma-language";

    private static final String DEFAULT_LANGUAGE = "en";

    private PageLanguageResolver() {}

    static String resolveLanguage(HttpRequest<?> request) {
        String asked = request.getParameters().get("lang");
        if (asked != null && ScriptTexts.LANGUAGES.contains(asked)) {
            return asked;
        }
        return request.getCookies()
                .findCookie(COOKIE_NAME)
                .map(Cookie::getValue)
                .filter(ScriptTexts.LANGUAGES::contains)
                .orElseGet(() -> accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    static boolean isRightToLeft(String language) {
        return language.equals("ur");
    }

    private static String accepted(String header) {
        for (Locale.LanguageRange range : ranges(header)) {
            Locale locale = Locale.forLanguageTag(range.getRange());
            switch (locale.getLanguage()) {
                case "ur" -> {
                    return locale.getScript().equals("Latn") ? "ur-Latn" : "ur";
                }
                case "en" -> {
                    return DEFAULT_LANGUAGE;
                }
                default -> {}
            }
        }
        return DEFAULT_LANGUAGE;
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return header == null ? List.of() : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
