package pk.rahnuma.api.idempotency;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.idempotency.IdempotentRequestService;
import pk.rahnuma.person.idempotency.ReusedKeyException;
import pk.rahnuma.vault.SubjectErasedException;

/// Executes requests that change something once for each `Idempotency-Key`. Within 48 hours a repeat gets the result of
/// the first, whichever token of the person it carries. A request that fails changes nothing, and may be sent again
/// with its key. Messages, and requests that change a form, are executed once by the log of the conversation: a key of
/// one is refused here, and the other way round.
@Singleton
public final class IdempotentRequests {

    private final IdempotentRequestService requests;
    private final ConversationFormService forms;
    private final RequestResultCodec codec;

    IdempotentRequests(IdempotentRequestService requests, ConversationFormService forms, RequestResultCodec codec) {
        this.requests = requests;
        this.forms = forms;
        this.codec = codec;
    }

    /// Refuses the key of another request, for work that may be executed again: it changes nothing, or its repeat does
    /// not.
    ///
    /// @param chat that the request belongs to, which the caller has authenticated
    /// @param body as received, or null
    /// @throws ApiException when the key is malformed, or was used with another request
    public void claimKey(Chat chat, HttpRequest<?> request, byte[] body) {
        if (IdempotencyKeys.findKey(request).isPresent()) {
            executeOnce(chat, request, body, Void.class, () -> null);
        }
    }

    /// Executes the work in a transaction; with a key, under the lock of the person, at most once.
    ///
    /// @param chat that the request belongs to, which the caller has authenticated
    /// @param body as received, or null
    /// @param resultType that can be written as JSON and read back; `Void.class` when the work returns null
    /// @param work that may be rolled back and executed again: it changes the database only, and takes no lock that
    ///     comes before that of the person
    /// @throws ApiException when the key is malformed, or was used with another request, and what the work throws
    public <T> T executeOnce(Chat chat, HttpRequest<?> request, byte[] body, Class<T> resultType, Supplier<T> work) {
        Optional<String> key = IdempotencyKeys.findKey(request);
        if (key.isEmpty()) {
            return requests.execute(work);
        }
        try {
            byte[] result = requests.executeOnce(
                    chat.conversation(), key.get(), RequestResultCodec.describeRequest(request, "", body), () -> {
                        if (forms.isProcessed(chat, key.get())) {
                            throw IdempotencyKeys.reusedKey();
                        }
                        return codec.toJson(work.get());
                    });
            return codec.fromJson(result, resultType);
        } catch (ReusedKeyException e) {
            throw IdempotencyKeys.reusedKey();
        } catch (SubjectErasedException e) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.UNAUTHENTICATED, "The token is unknown or was revoked: request another.");
        }
    }
}
