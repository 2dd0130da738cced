package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import pk.rahnuma.http.ContentSecurityPolicy;
import pk.rahnuma.http.caller.TelegramAppSession;

/// Lets Telegram on the web, and no other site, show pages in a frame: the entry page, which has nothing personal and
/// nothing to press, and pages of a request whose session was begun within Telegram. Such a page has further scripts,
/// so it is not stored in caches that others use.
@ServerFilter(
        value = {"/", TelegramAppController.PATH, "/en/**", "/ur/**", "/ur-Latn/**"},
        patternStyle = FilterPatternStyle.ANT)
final class TelegramPageFilter {

    private final TelegramAppSession sessions;

    TelegramPageFilter(TelegramAppSession sessions) {
        this.sessions = sessions;
    }

    @ResponseFilter
    void allowFrame(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!sessions.isShownWithin(request) && !request.getPath().equals(TelegramAppController.PATH)) {
            return;
        }
        response.getHeaders().set(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.TELEGRAM_PAGE);
        if (response.getHeaders()
                .get(HttpHeaders.CACHE_CONTROL, String.class, "")
                .startsWith("public")) {
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
    }
}
