package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.shared.Language;

/// Determines the language of a page: the requested one, the one of the last visit, or the first of the browser's
/// languages that the desk supports.
final class PageLanguageResolver {

    /// Set by the page, when the conversation's language is known.
    private static final String COOKIE_NAME = "rahnuma-language";

    private PageLanguageResolver() {}

    static String resolveLanguage(HttpRequest<?> request) {
        String asked = request.getParameters().get("lang");
        if (asked != null && Language.ALL.contains(asked)) {
            return asked;
        }
        return request.getCookies()
                .findCookie(COOKIE_NAME)
                .map(Cookie::getValue)
                .filter(Language.ALL::contains)
                .orElseGet(() -> accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static String accepted(String header) {
        for (Locale.LanguageRange range : ranges(header)) {
            Optional<String> language = Language.fromTag(range.getRange());
            if (language.isPresent()) {
                return language.get();
            }
        }
        return Language.DEFAULT;
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return header == null ? List.of() : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
