package pk.rahnuma.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pk.rahnuma.desk.RequestIdentity;

/// Keys by which a client marks requests that are the same, in the header `Idempotency-Key`
/// (draft-ietf-httpapi-idempotency-key-header).
public final class IdempotencyKeys {

    /// Name of the header.
    public static final String HEADER = "Idempotency-Key";

    /// Minimum length of a key that protects a result; a random UUID has 36 characters.
    static final int MIN_SECRET_LENGTH = 32;

    private static final String RULE = "8 to 64 letters, digits or hyphens, new for each message.";

    private IdempotencyKeys() {}

    /// Reads the key; empty without the header.
    ///
    /// @throws ApiException when it is malformed, or there are several
    public static Optional<String> findKey(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1 || !JsonBodyReader.isValidId(unquote(values.getFirst()))) {
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "Give `" + HEADER + "` once: " + RULE);
        }
        return Optional.of(unquote(values.getFirst()));
    }

    /// Reads the key of a request whose result only the key protects; empty without the header.
    ///
    /// @throws ApiException also when it has fewer than [#MIN_SECRET_LENGTH] characters
    static Optional<String> findSecretKey(HttpRequest<?> request) {
        Optional<String> key = findKey(request);
        if (key.filter(text -> text.length() < MIN_SECRET_LENGTH).isPresent()) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.BAD_REQUEST,
                    "Give an `" + HEADER + "` of at least " + MIN_SECRET_LENGTH
                            + " characters here, such as a random UUID: it protects the result.");
        }
        return key;
    }

    /// Reads the id of a message: the member `id`, or the key of the request.
    ///
    /// @throws ApiException when both are missing or differ, or one is malformed
    public static String readId(HttpRequest<?> request, JsonNode body) {
        Optional<String> key = findKey(request);
        String id = body.has("id") ? JsonBodyReader.readText(body, "id") : key.orElse(null);
        if (!JsonBodyReader.isValidId(id)) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `id`, or the header `" + HEADER + "`: " + RULE);
        }
        if (key.isPresent() && !key.get().equals(id)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "Give `id` and `" + HEADER + "` alike, or one of them.");
        }
        return id;
    }

    /// Identity of a request that changes a form: its key, or an id of its own.
    ///
    /// @param body as received, or null
    /// @throws ApiException when the key is malformed, or there are several
    public static RequestIdentity identifyRequest(HttpRequest<?> request, @Nullable byte[] body) {
        Optional<String> key = findKey(request);
        String content = request.getMethodName() + " " + request.getPath() + "\n"
                + (body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return new RequestIdentity(key.orElseGet(() -> UUID.randomUUID().toString()), content, key.isPresent());
    }

    /// Members of a message that its repeats must have too. The language of a device may change before it repeats a
    /// message.
    public static String toContent(JsonNode body) {
        return ((ObjectNode) body.deepCopy()).remove(List.of("id", "language")).toString();
    }

    /// Rejection of a key that was used with another request.
    public static ApiException reusedKey() {
        return ApiException.ofKind(
                ProblemDetail.Kind.IDEMPOTENCY_KEY_REUSED, "Send the request with another key: this one was used.");
    }

    /// The draft has the key as a quoted string; most clients send it bare.
    private static String unquote(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
