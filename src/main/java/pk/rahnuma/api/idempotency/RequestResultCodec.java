package pk.rahnuma.api.idempotency;

import io.micronaut.http.HttpRequest;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Describes requests, and writes and reads their results.
@Singleton
final class RequestResultCodec {

    private final JsonMapper json;

    RequestResultCodec(JsonMapper json) {
        this.json = json;
    }

    /// All that makes a request what it is, for its repeats.
    ///
    /// @param sender in one line; empty when it does not matter
    /// @param body as received, or null
    static byte[] describeRequest(HttpRequest<?> request, String sender, byte[] body) {
        ByteArrayOutputStream described = new ByteArrayOutputStream();
        described.writeBytes((request.getMethodName() + " " + request.getUri() + "\n" + sender + "\n")
                .getBytes(StandardCharsets.UTF_8));
        described.writeBytes(body == null ? new byte[0] : body);
        return described.toByteArray();
    }

    /// @param result null for none
    byte[] toJson(Object result) {
        try {
            return result == null ? new byte[0] : json.writeValueAsBytes(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return null for none
    <T> T fromJson(byte[] result, Class<T> type) {
        try {
            return result.length == 0 ? null : json.readValue(result, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
