package pk.rahnuma.api.conversation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.api.application.AnswersReader;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.JsonBodyReader;

/// Parses any bytes as the body of a message or a form: accepted or rejected.
class RequestBodyFuzzTarget {

    private static final HttpRequest<?> REQUEST = HttpRequest.POST("/", "");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"id\":\"abcdefgh-1\",\"text\":\"hello\",\"language\":\"ur-PK\"}",
                        "{\"id\":\"abcdefgh-2\",\"tap\":\"1:0:0:!more\",\"on\":12}",
                        "{\"id\":\"abcdefgh-3\",\"file\":\"123\"}",
                        "{\"id\":\"abcdefgh-4\",\"edit\":{\"message\":\"abcdefgh-1\",\"text\":\"x\"}}",
                        "{\"id\":\"abcdefgh-5\",\"session\":\"3\",\"answers\":{\"full_name\":\"A\",\"sites/1/ips\":[\"1\"]}}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAnyBody(byte[] body) {
        try {
            MessageRequest.readRequest(REQUEST, body);
        } catch (ApiException refused) {
            refused.problemKind();
        }
        try {
            AnswersReader.readAnswers(JsonBodyReader.readObject(body).path("answers"));
        } catch (ApiException refused) {
            refused.problemKind();
        }
    }
}
