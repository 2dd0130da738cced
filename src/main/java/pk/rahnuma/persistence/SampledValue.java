package pk.rahnuma.persistence;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Something about the database that whoever watches the desk wants to know: asked for in the background, by one at a
/// time however many want it, and waited for only a moment, so that nobody hangs with a database that hangs. Safe for
/// any number of threads.
public final class SampledValue<T> {

    private final String name;
    private final Duration fresh;
    private final Duration patience;
    private final Supplier<T> question;
    private CompletableFuture<T> answer;
    private long askedAt;

    /// @param name of the thread that asks
    /// @param fresh how long an answer is good for
    /// @param patience how long an answer is waited for
    /// @param question never answered with null
    public SampledValue(String name, Duration fresh, Duration patience, Supplier<T> question) {
        this.name = name;
        this.fresh = fresh;
        this.patience = patience;
        this.question = question;
    }

    /// Empty when there is no answer in time, or the question cannot be answered.
    public CompletableFuture<Optional<T>> sampleAsync() {
        return answer().thenApply(Optional::of)
                .exceptionally(fault -> Optional.empty())
                .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The same, waited for.
    public Optional<T> sampleNow() {
        return sampleAsync().join();
    }

    private synchronized CompletableFuture<T> answer() {
        if (answer == null || answer.isDone() && System.nanoTime() - askedAt >= fresh.toNanos()) {
            CompletableFuture<T> next = new CompletableFuture<>();
            answer = next;
            askedAt = System.nanoTime();
            Thread.ofVirtual().name(name).start(() -> ask(next));
        }
        return answer;
    }

    private void ask(CompletableFuture<T> next) {
        try {
            next.complete(question.get());
        } catch (RuntimeException | Error e) {
            next.completeExceptionally(e);
        }
    }
}
