package pk.rahnuma.api.guard;

import java.time.Duration;
import pk.rahnuma.api.http.ServerConfiguration;

/// Tells when the next head of one connection is late. Times are nanoseconds of the event loop's ticker.
final class RequestHeadDeadline {

    private final ServerConfiguration settings;

    /// Since when a head is awaited, or received once it has begun.
    private long since;

    /// The first head of a connection counts from its connection on.
    private boolean begun = true;

    private boolean first = true;

    RequestHeadDeadline(ServerConfiguration settings, long now) {
        this.settings = settings;
        this.since = now;
    }

    /// A request is received whole, and another may come.
    void awaitHead(long now) {
        first = false;
        begun = false;
        since = now;
    }

    void bytesReceived(long now) {
        if (!begun) {
            begun = true;
            since = now;
        }
    }

    /// Gives the next head its whole time from the end of an answer on.
    void answerSent(long now) {
        since = now;
    }

    boolean isFirstHead() {
        return first;
    }

    boolean isExpired(long now) {
        Duration patience = begun ? settings.getHeadPatience() : settings.getIdle();
        return now - since > patience.toNanos();
    }
}
