package pk.rahnuma.http.guard;

import java.time.Duration;
import pk.rahnuma.http.ServerConfiguration;

/// Deadline of the next request head of one connection. Times are nanoseconds of the event loop's ticker.
final class RequestHeadDeadline {

    private final ServerConfiguration settings;

    /// Time since which a head is awaited, or received once it has begun.
    private long since;

    /// True once a head has begun. The first head of a connection counts from the connection on.
    private boolean begun = true;

    private boolean first = true;

    RequestHeadDeadline(ServerConfiguration settings, long now) {
        this.settings = settings;
        this.since = now;
    }

    /// Starts to wait for the next request after one was received completely.
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

    /// Restarts the time for the next head at the end of a response.
    void answerSent(long now) {
        since = now;
    }

    boolean isFirstHead() {
        return first;
    }

    boolean isExpired(long now) {
        Duration patience = begun ? settings.headPatience() : settings.idle();
        return now - since > patience.toNanos();
    }
}
