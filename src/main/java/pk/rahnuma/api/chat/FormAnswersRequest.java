package pk.rahnuma.api.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;
import pk.rahnuma.api.form.AnswersReader;
import pk.rahnuma.api.http.JsonBodyReader;
import pk.rahnuma.api.idempotency.IdempotencyKeys;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.dialog.model.ConversationInput;

/// Request body of a client that shows a form:
///
///     {"id": …, "session": "3", "answers": {"full_name": "Ayesha Khan", "sites/1/ips": ["39.40.1.1"], "ntn": null}}
///
/// [AnswersReader] describes the values.
final class FormAnswersRequest {

    private static final Pattern SESSION_PATTERN = Pattern.compile("[0-9a-z]{1,16}");

    private FormAnswersRequest() {}

    /// Parses a request body.
    ///
    /// @throws ApiException when it is not such a request
    static MessageRequest readRequest(HttpRequest<?> request, byte[] body) {
        JsonNode node = JsonBodyReader.readObject(body);
        return new MessageRequest(
                IdempotencyKeys.readId(request, node),
                new ConversationInput.SubmittedAnswers(
                        session(node.path("session")), AnswersReader.readAnswers(node.path("answers"))),
                0,
                null,
                IdempotencyKeys.toContent(node),
                IdempotencyKeys.findKey(request).isPresent());
    }

    private static String session(JsonNode session) {
        if (session.isMissingNode() || session.isNull()) {
            return null;
        }
        if (session.isTextual() && SESSION_PATTERN.matcher(session.textValue()).matches()) {
            return session.textValue();
        }
        throw invalid("Give `session` as the form has it.");
    }

    private static ApiException invalid(String detail) {
        return ApiException.ofKind(ProblemDetail.Kind.INVALID, detail);
    }
}
