package pk.rahnuma.desk;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.api.Origin;
import pk.rahnuma.staff.Visit;

/// Where requests come from, as the staff room keeps it.
@Singleton
public final class Visits {

    private static final int BROWSER = 200;

    private final Origin origin;

    Visits(Origin origin) {
        this.origin = origin;
    }

    public Visit of(HttpRequest<?> request) {
        String browser = request.getHeaders().get(HttpHeaders.USER_AGENT);
        return new Visit(
                origin.address(request),
                browser == null ? null : browser.substring(0, Math.min(BROWSER, browser.length())));
    }

    /// The address of a page of this desk, as whoever asks sees the desk.
    ///
    /// @param path from the slash on
    public static String link(HttpRequest<?> request, String path) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return (Origin.isSecure(request) ? "https://" : "http://") + host + path;
    }
}
