package pk.rahnuma.api.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.api.http.JsonBodyReader;
import pk.rahnuma.api.idempotency.IdempotencyKeys;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.script.EngineLimits;

/// Request body of a client that shows a form:
///
///     {"id": …, "session": "3", "answers": {"full_name": "Ayesha Khan", "sites/1/ips": ["39.40.1.1"], "ntn": null}}
///
/// A value is text, a number, true or false, a list of these, or null to leave an optional question out.
final class FormAnswersRequest {

    private static final Pattern KEY_PATTERN =
            Pattern.compile("[a-z][a-z0-9_]{0,39}(/[1-9][0-9]{0,8}/[a-z][a-z0-9_]{0,39})?");
    private static final Pattern SESSION_PATTERN = Pattern.compile("[0-9a-z]{1,16}");

    /// Maximum number of values of a list: as many addresses as a line of an organisation may have.
    private static final int MAX_LIST_VALUES = 256;

    private FormAnswersRequest() {}

    /// Parses a request body.
    ///
    /// @throws ApiException when it is not such a request
    static MessageRequest readRequest(HttpRequest<?> request, byte[] body) {
        JsonNode node = JsonBodyReader.readObject(body);
        String id = IdempotencyKeys.readId(request, node);
        JsonNode answers = node.path("answers");
        if (!answers.isObject() || answers.size() > EngineLimits.MAX_SCRIPT_STEPS) {
            throw invalid("Give `answers`: an object of at most " + EngineLimits.MAX_SCRIPT_STEPS + " answers by key.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        answers.properties().forEach(answer -> values.put(key(answer.getKey()), value(answer.getValue())));
        return new MessageRequest(
                id,
                new ConversationInput.SubmittedAnswers(session(node.path("session")), values),
                0,
                null,
                IdempotencyKeys.toContent(node));
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

    private static String key(String key) {
        if (KEY_PATTERN.matcher(key).matches()) {
            return key;
        }
        throw invalid("Give each answer under a `key` that the form has.");
    }

    private static Object value(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            return toScalar(value);
        }
        if (value.size() > MAX_LIST_VALUES) {
            throw invalid("Give a list of at most " + MAX_LIST_VALUES + " values.");
        }
        List<String> listed = new ArrayList<>();
        value.forEach(item -> listed.add(String.valueOf(toScalar(item))));
        JsonBodyReader.checkLength(String.join(", ", listed));
        return listed;
    }

    private static Object toScalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber() || value.isTextual()) {
            return JsonBodyReader.checkLength(value.asText());
        }
        throw invalid("Give each answer as text, a number, true, false, null, or a list of these.");
    }

    private static ApiException invalid(String detail) {
        return ApiException.ofKind(ProblemDetail.Kind.INVALID, detail);
    }
}
