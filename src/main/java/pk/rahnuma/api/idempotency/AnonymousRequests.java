package pk.rahnuma.api.idempotency;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.person.idempotency.AnonymousRequestService;
import pk.rahnuma.person.idempotency.ReusedKeyException;

/// Executes requests without a known person, such as the steps of a sign-in, once for each `Idempotency-Key`. A repeat
/// within ten minutes gets the result of the first. The key protects a result that has tokens, so it is longer here:
/// [IdempotencyKeys#findSecretKey]. The caller checks rate limits before, so that they count repeats.
@Singleton
public final class AnonymousRequests {

    private final AnonymousRequestService requests;
    private final RequestResultCodec codec;

    AnonymousRequests(AnonymousRequestService requests, RequestResultCodec codec) {
        this.requests = requests;
        this.codec = codec;
    }

    /// Result of the work of a request.
    ///
    /// @param result null for none
    /// @param afterCommit not executed by a repeat
    public record Execution<T>(T result, Runnable afterCommit) {

        /// Result with nothing to do after the commit.
        public static <T> Execution<T> ofResult(T result) {
            return new Execution<>(result, () -> {});
        }
    }

    /// Refuses the key of another request, for work that changes nothing.
    ///
    /// @param body as received, or null
    /// @throws ApiException when the key is malformed, too short, or was used with another request
    public void claimKey(HttpRequest<?> request, byte[] body) {
        executeOnce(request, "", body, Void.class, () -> Execution.ofResult(null));
    }

    /// Executes the work; with a key, in a transaction and at most once.
    ///
    /// @param sender that repeats must have too, in one line; empty when it does not matter
    /// @param body as received, or null
    /// @param resultType that can be written as JSON and read back; `Void.class` without a result
    /// @param work changes the database only. An [ApiException] is a refusal: it changes what it has changed, and the
    ///     key may be used again
    /// @throws ApiException when the key is malformed, too short, or was used with another request, and what the work
    ///     throws
    public <T> T executeOnce(
            HttpRequest<?> request, String sender, byte[] body, Class<T> resultType, Supplier<Execution<T>> work) {
        Optional<String> key = IdempotencyKeys.findSecretKey(request);
        if (key.isEmpty()) {
            Execution<T> done = work.get();
            done.afterCommit().run();
            return done.result();
        }
        AtomicReference<Runnable> afterCommit = new AtomicReference<>(() -> {});
        AtomicReference<ApiException> refusal = new AtomicReference<>();
        Optional<byte[]> result = execute(key.get(), RequestResultCodec.describeRequest(request, sender, body), () -> {
            try {
                Execution<T> done = work.get();
                afterCommit.set(done.afterCommit());
                return Optional.of(codec.toJson(done.result()));
            } catch (ApiException e) {
                refusal.set(e);
                return Optional.empty();
            }
        });
        afterCommit.get().run();
        return codec.fromJson(result.orElseThrow(refusal::get), resultType);
    }

    private Optional<byte[]> execute(String key, byte[] described, Supplier<Optional<byte[]>> work) {
        try {
            return requests.executeOnce(key, described, work);
        } catch (ReusedKeyException e) {
            throw IdempotencyKeys.reusedKey();
        }
    }
}
