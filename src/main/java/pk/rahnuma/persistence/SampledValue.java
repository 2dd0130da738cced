package pk.rahnuma.persistence;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A sampled value from the database, for monitoring: read in the background, by one thread at a time however many
/// callers want it, and awaited only briefly, so that no caller hangs with a database that hangs. Thread-safe.
public final class SampledValue<T> {

    private final String name;
    private final Duration fresh;
    private final Duration patience;
    private final Supplier<T> question;
    private CompletableFuture<T> answer;
    private long askedAt;

    /// @param name of the reading thread
    /// @param fresh lifetime of a value
    /// @param patience maximum wait for a value
    /// @param question reads the value; never returns null
    public SampledValue(String name, Duration fresh, Duration patience, Supplier<T> question) {
        this.name = name;
        this.fresh = fresh;
        this.patience = patience;
        this.question = question;
    }

    /// Value, or empty when it does not arrive in time or cannot be read.
    public CompletableFuture<Optional<T>> sampleAsync() {
        return requestAnswer()
                .thenApply(Optional::of)
                .exceptionally(fault -> Optional.empty())
                .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Value, awaited.
    public Optional<T> sampleNow() {
        return sampleAsync().join();
    }

    private synchronized CompletableFuture<T> requestAnswer() {
        if (answer == null || answer.isDone() && System.nanoTime() - askedAt >= fresh.toNanos()) {
            CompletableFuture<T> next = new CompletableFuture<>();
            answer = next;
            askedAt = System.nanoTime();
            Thread.ofVirtual().name(name).start(() -> askQuestion(next));
        }
        return answer;
    }

    private void askQuestion(CompletableFuture<T> next) {
        try {
            next.complete(question.get());
        } catch (RuntimeException | Error e) {
            next.completeExceptionally(e);
        }
    }
}
