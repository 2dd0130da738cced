package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import pk.rahnuma.shared.Language;

/// Determines the language of a page: the one of its path, the requested one, the one of the last visit, or the first
/// of the browser's languages that the desk supports.
public final class PageLanguageResolver {

    /// Set by the page, when the conversation's language is known.
    private static final String COOKIE_NAME = "rahnuma-language";

    private PageLanguageResolver() {}

    /// One of [Language#ALL].
    public static String resolveLanguage(HttpRequest<?> request) {
        String[] path = request.getPath().split("/", 3);
        if (path.length > 1 && Language.ALL.contains(path[1])) {
            return path[1];
        }
        String asked = request.getParameters().get("lang");
        if (asked != null && Language.ALL.contains(asked)) {
            return asked;
        }
        return request.getCookies()
                .findCookie(COOKIE_NAME)
                .map(Cookie::getValue)
                .filter(Language.ALL::contains)
                .orElseGet(
                        () -> Language.fromAcceptLanguage(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)));
    }
}
