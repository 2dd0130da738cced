package pk.rahnuma.messaging.metrics;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.SampledValue;
import pk.rahnuma.persistence.UtcTimestamps;

/// Depth of the outbox, for monitoring. All nodes on a database see the same.
@Singleton
public final class OutboxDepthMetrics {

    /// Counting stops here: beyond it only the age matters.
    public static final int MAX_COUNTED_MESSAGES = 10_000;

    private final Jdbi jdbi;
    private final SampledValue<Depth> depth =
            new SampledValue<>("outbox-depth", Duration.ofSeconds(5), Duration.ofSeconds(1), this::read);

    OutboxDepthMetrics(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param messages at most [#MAX_COUNTED_MESSAGES]
    /// @param oldest creation time of the oldest; null when there is none
    public record Depth(int messages, Instant oldest) {}

    /// Depth of some seconds ago at most; empty when the database does not answer within a second.
    public Optional<Depth> currentDepth() {
        return depth.sampleNow();
    }

    CompletableFuture<Optional<Depth>> currentDepthAsync() {
        return depth.sampleAsync();
    }

    private Depth read() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*), min(created_at) from (
                            select created_at from message where state = 'PENDING' order by created_at limit :most) as due
                        """)
                .bind("most", MAX_COUNTED_MESSAGES)
                .map((row, context) -> new Depth(row.getInt(1), UtcTimestamps.readInstant(row, 2)))
                .one());
    }
}
