package pk.rahnuma.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// Delays a response until it may be shown, without a waiting thread.
@Singleton
public final class ResponseDelayer {

    private final ExecutorService blocking;
    private final Clock clock;

    ResponseDelayer(@Named(TaskExecutors.BLOCKING) ExecutorService blocking, Clock clock) {
        this.blocking = blocking;
        this.clock = clock;
    }

    /// Delays a response until a minimum time since its request, so that it does not tell how long the work took.
    ///
    /// @param received when the request was received
    public <T> CompletionStage<T> delayResponse(T answer, Instant received, Duration minimum) {
        Duration left = Duration.between(clock.instant(), received.plus(minimum));
        return delayResponse(answer, left.isNegative() ? Duration.ZERO : left);
    }

    public <T> CompletionStage<T> delayResponse(T answer, Duration hold) {
        return hold.isZero()
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.supplyAsync(
                        () -> answer, CompletableFuture.delayedExecutor(hold.toNanos(), NANOSECONDS, blocking));
    }
}
