package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.messaging.MessageStatusRepository.OutboxDepth;
import pk.rahnuma.persistence.SampledValue;

/// Depth of the outbox, for monitoring. All nodes on a database see the same.
@Singleton
public final class OutboxDepthMetrics {

    /// Counting stops here: beyond it only the age matters.
    public static final int MAX_COUNTED_MESSAGES = 10_000;

    private final SampledValue<OutboxDepth> sampledDepth;

    OutboxDepthMetrics(MessageStatusRepository messages) {
        this.sampledDepth = new SampledValue<>(
                "outbox-depth",
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                () -> messages.findDepth(MAX_COUNTED_MESSAGES));
    }

    /// Depth of some seconds ago at most; empty when the database does not answer within a second.
    public Optional<OutboxDepth> currentDepth() {
        return sampledDepth.sampleNow();
    }

    CompletableFuture<Optional<OutboxDepth>> currentDepthAsync() {
        return sampledDepth.sampleAsync();
    }
}
