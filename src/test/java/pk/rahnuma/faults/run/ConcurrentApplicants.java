package pk.rahnuma.faults.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// Applicants who fill the form at the same time. A new one follows each that is done, until [#stopStarting].
public final class ConcurrentApplicants {

    private static final int FIRST_CHAT = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(300);

    private final FakeBotApi api;
    private final long seed;
    private final AtomicInteger next = new AtomicInteger(FIRST_CHAT);
    private final List<SimulatedApplicant> people = new CopyOnWriteArrayList<>();
    private final CompletableFuture<?> done;
    private volatile boolean enough;

    ConcurrentApplicants(FakeBotApi api, int atOnce, long seed) {
        this.api = api;
        this.seed = seed;
        this.done = runConcurrently(IntStream.range(0, atOnce)
                .mapToObj(i -> (Runnable) this::oneAfterTheOther)
                .toList());
    }

    private void oneAfterTheOther() {
        do {
            SimulatedApplicant one = new SimulatedApplicant(api, next.getAndIncrement(), seed, TIMEOUT);
            people.add(one);
            one.fillForm();
        } while (!enough);
    }

    /// Runs all at the same time. Completes when all are done, or as soon as one fails.
    public static CompletableFuture<?> runConcurrently(List<? extends Runnable> works) {
        CompletableFuture<?> failed = new CompletableFuture<>();
        CompletableFuture<?>[] all = works.stream()
                .map(work -> {
                    CompletableFuture<Void> one = new CompletableFuture<>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            work.run();
                            one.complete(null);
                        } catch (Throwable e) {
                            failed.completeExceptionally(e);
                        }
                    });
                    return one;
                })
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.anyOf(failed, CompletableFuture.allOf(all));
    }

    /// Stops new applicants; those who have begun continue to the end.
    void stopStarting() {
        enough = true;
    }

    /// Completes when all are done; fails as soon as one waits in vain.
    CompletableFuture<?> whenDone() {
        return done;
    }

    List<SimulatedApplicant> allApplicants() {
        return people;
    }

    /// Number of messages in each chat.
    Map<Long, Integer> countMessages() {
        Map<Long, Integer> seen = new HashMap<>();
        people.forEach(one -> seen.put(one.chat, one.person.heard().size()));
        return seen;
    }
}
