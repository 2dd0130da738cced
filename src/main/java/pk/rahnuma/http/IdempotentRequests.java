package pk.rahnuma.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.desk.DeskException;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.requestlog.LoggedRequest;
import pk.rahnuma.requestlog.RequestLogService;

/// Executes requests that change something once for each `Idempotency-Key`.
///
/// Within 48 hours a repeat of a person gets the result of the first, whichever token of the person it carries. A
/// request that fails changes nothing, and may be sent again with its key. Messages, and requests that change a form,
/// are executed once by the log of the conversation: a key of one is refused here, and the other way round.
///
/// Without a known person, such as in the steps of a sign-in, a repeat within ten minutes gets the result of the first.
/// The key protects a result that has tokens, so it is longer: [IdempotencyKeys#findSecretKey]. The caller checks rate
/// limits before, so that they count repeats.
@Singleton
public final class IdempotentRequests {

    private final RequestLogService log;
    private final PersonLock persons;
    private final ConversationFormService forms;
    private final JsonMapper json;

    IdempotentRequests(RequestLogService log, PersonLock persons, ConversationFormService forms, JsonMapper json) {
        this.log = log;
        this.persons = persons;
        this.forms = forms;
        this.json = json;
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

    /// The same without a known person.
    ///
    /// @throws ApiException also when the key is too short
    public void claimKey(HttpRequest<?> request, byte[] body) {
        executeOnce(request, "", body, Void.class, () -> null);
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
            return log.execute(work);
        }
        long person = chat.conversation();
        LoggedRequest logged = LoggedRequest.ofPerson(person, key.get(), describeRequest(request, "", body));
        Optional<String> result = executeOnce(logged, () -> lockPerson(person), () -> {
            if (forms.isProcessed(chat, key.get())) {
                throw IdempotencyKeys.reusedKey();
            }
            return Optional.of(toJson(work.get()));
        });
        return fromJson(result.orElseThrow(), resultType);
    }

    /// Executes the work of a request without a known person; with a key, in a transaction and at most once.
    ///
    /// @param sender that repeats must have too, in one line; empty when it does not matter
    /// @param body as received, or null
    /// @param resultType that can be written as JSON and read back; `Void.class` when the work returns null
    /// @param work changes the database only. An [ApiException] is a refusal: it changes what it has changed, and the
    ///     key may be used again
    /// @throws ApiException when the key is malformed, too short, or was used with another request, and what the work
    ///     throws
    public <T> T executeOnce(
            HttpRequest<?> request, String sender, byte[] body, Class<T> resultType, Supplier<T> work) {
        Optional<String> key = IdempotencyKeys.findSecretKey(request);
        if (key.isEmpty()) {
            return work.get();
        }
        LoggedRequest logged = LoggedRequest.ofAnonymous(
                key.get(), describeRequest(request, sender, body), LoggedRequest.ANONYMOUS_RESULT_TTL);
        AtomicReference<ApiException> refusal = new AtomicReference<>();
        Optional<String> result = executeOnce(logged, () -> {}, () -> {
            try {
                return Optional.of(toJson(work.get()));
            } catch (ApiException e) {
                refusal.set(e);
                return Optional.empty();
            }
        });
        return fromJson(result.orElseThrow(refusal::get), resultType);
    }

    private Optional<String> executeOnce(LoggedRequest request, Runnable lock, Supplier<Optional<String>> work) {
        try {
            return log.executeOnce(request, lock, work);
        } catch (RequestLogService.ReusedKeyException e) {
            throw IdempotencyKeys.reusedKey();
        }
    }

    private void lockPerson(long person) {
        if (!persons.lockIfExists(person)) {
            throw ApiException.ofDesk(DeskException.unknownToken());
        }
    }

    /// All that makes a request what it is, for its repeats.
    private static String describeRequest(HttpRequest<?> request, String sender, byte[] body) {
        // Each byte is a character: the body may be no text.
        String content = body == null ? "" : new String(body, StandardCharsets.ISO_8859_1);
        return request.getMethodName() + " " + request.getUri() + "\n" + sender + "\n" + content;
    }

    private String toJson(Object result) {
        try {
            return result == null ? "" : json.writeValueAsString(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T fromJson(String result, Class<T> type) {
        try {
            return result.isEmpty() ? null : json.readValue(result, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
