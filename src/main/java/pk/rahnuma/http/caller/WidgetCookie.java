package pk.rahnuma.http.caller;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.WidgetConfiguration;

/// The cookie of a chat in the widget: browsers send it from a frame in a page of another site, and keep one for each
/// such site (`Partitioned`), so that no site learns what a person does on another one.
@Singleton
final class WidgetCookie {

    private static final String NAME = "rahnuma-widget";

    /// Header by which the chat page tells that it is the widget. A page of another site cannot send it.
    private static final String HEADER = "Rahnuma-Widget";

    private final WidgetConfiguration settings;
    private final RequestOrigin origin;

    WidgetCookie(WidgetConfiguration settings, RequestOrigin origin) {
        this.settings = settings;
        this.origin = origin;
    }

    /// True for a request of the widget.
    boolean isAsked(HttpRequest<?> request) {
        return !settings.isOff() && request.getHeaders().contains(HEADER);
    }

    Optional<String> read(HttpRequest<?> request) {
        return settings.isOff() ? Optional.empty() : origin.readCookie(request, NAME);
    }

    /// Sets the cookie.
    void set(HttpRequest<?> request, MutableHttpResponse<?> response, String token, Duration maxAge) {
        PartitionedCookie.addTo(
                response, origin.cookieName(request, NAME), token, maxAge, PartitionedCookie.FOR_FRAMES);
    }
}
