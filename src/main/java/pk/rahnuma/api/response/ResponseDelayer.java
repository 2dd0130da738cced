package pk.rahnuma.api.response;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// Delays a response until it may be shown, without a waiting thread.
@Singleton
public final class ResponseDelayer {

    private final ExecutorService blocking;

    ResponseDelayer(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = blocking;
    }

    public <T> CompletionStage<T> delayResponse(T answer, Duration hold) {
        return hold.isZero()
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.supplyAsync(
                        () -> answer, CompletableFuture.delayedExecutor(hold.toNanos(), NANOSECONDS, blocking));
    }
}
