package pk.rahnuma.http.limit;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.ServerConfiguration;

/// Limits open event streams, each of which keeps a connection for as long as a page is open. All streams together
/// take half of the connections: the other half is left to short requests, such as messages and health checks. Staff
/// have a share of the streams to themselves, so that no number of visitors takes it.
///
/// A client without a stream reads the messages at intervals instead.
@Singleton
public final class EventStreamLimiter {

    /// Streams of one member of staff, which are open pages.
    public static final int MAX_STREAMS_PER_MEMBER = 12;

    /// Part of all connections that streams may take.
    static final int STREAM_DIVISOR = 2;

    /// Part of all streams that is left to staff.
    static final int STAFF_DIVISOR = 4;

    /// Pause after which a refused client tries again; until then it reads the messages once.
    static final Duration RETRY_DELAY = Duration.ofSeconds(30);

    private final ConcurrencyLimiter visitors;
    private final ConcurrencyLimiter members;
    private final RequestOrigin origin;

    EventStreamLimiter(ServerConfiguration server, ApiConfiguration api, RequestOrigin origin) {
        int streams = Math.max(2, server.connections() / STREAM_DIVISOR);
        int staff = Math.max(1, streams / STAFF_DIVISOR);
        this.visitors = new ConcurrencyLimiter(streams - staff, api.streamsPerAddress());
        this.members = new ConcurrencyLimiter(staff, MAX_STREAMS_PER_MEMBER);
        this.origin = origin;
    }

    /// Place of an open stream.
    public static final class StreamPlace {

        private final ConcurrencyLimiter limiter;
        private final String key;
        private final AtomicBoolean left = new AtomicBoolean();

        private StreamPlace(ConcurrencyLimiter limiter, String key) {
            this.limiter = limiter;
            this.key = key;
        }

        /// Frees the place; later calls do nothing.
        public void leave() {
            if (left.compareAndSet(false, true)) {
                limiter.release(key);
            }
        }
    }

    /// Takes a place for a stream of a visitor, whom only the network tells from others.
    ///
    /// @throws ApiException when the network, or all together, have as many as they may
    public StreamPlace takeVisitorPlace(HttpRequest<?> request) {
        return takePlace(visitors, origin.clientSite(request));
    }

    /// Takes a place for a stream of a member of staff.
    ///
    /// @throws ApiException when the member, or all together, have as many as they may
    public StreamPlace takeMemberPlace(long member) {
        return takePlace(members, Long.toString(member));
    }

    /// Refusal of a stream.
    public static ApiException refuseStream() {
        return ApiException.retryLater(
                ProblemDetail.Kind.TOO_MANY,
                "Too many clients listen: read the messages with `after`, and listen again later.",
                RETRY_DELAY);
    }

    private static StreamPlace takePlace(ConcurrencyLimiter limiter, String key) {
        if (!limiter.tryAcquire(key)) {
            throw refuseStream();
        }
        return new StreamPlace(limiter, key);
    }
}
