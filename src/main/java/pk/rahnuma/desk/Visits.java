package pk.rahnuma.desk;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.api.Origin;
import pk.rahnuma.post.OwnAddress;
import pk.rahnuma.staff.Visit;

/// Where requests come from, as the staff room keeps it.
@Singleton
public final class Visits {

    private static final int BROWSER = 200;

    private final Origin origin;
    private final OwnAddress own;

    Visits(Origin origin, OwnAddress own) {
        this.origin = origin;
        this.own = own;
    }

    public Visit of(HttpRequest<?> request) {
        String browser = request.getHeaders().get(HttpHeaders.USER_AGENT);
        return new Visit(
                origin.address(request),
                browser == null ? null : browser.substring(0, Math.min(BROWSER, browser.length())),
                DeviceCookie.token(request));
    }

    /// The address of a page of this desk: as the operator says, or else as whoever asks sees the desk.
    ///
    /// @param path from the slash on
    public String link(HttpRequest<?> request, String path) {
        return own.base().orElseGet(() -> seen(request)) + path;
    }

    private String seen(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return (origin.isSecure(request) ? "https://" : "http://") + host;
    }
}
