package pk.rahnuma.api.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;

/// Reads the answers of a form from a request:
///
///     {"full_name": "Ayesha Khan", "ips": ["39.40.1.1"], "ntn": null, "connections": [{"site": "Lahore"}]}
///
/// A value is text, a number, true or false, a list of these, null to leave an optional question out, or, for a list of
/// items, objects with the answers of each item, or ids of items that stay as they are. A list of items may also be the
/// id of a table that was uploaded; `{"file": id, "partly": true}` takes its rows without problems.
public final class AnswersReader {

    private static final Pattern KEY_PATTERN =
            Pattern.compile("[a-z][a-z0-9_]{0,39}(/[1-9][0-9]{0,8}/[a-z][a-z0-9_]{0,39})?");

    /// Maximum number of values of a list: as many addresses as a line of an organisation may have.
    private static final int MAX_LIST_VALUES = 256;

    private int count;

    private AnswersReader() {}

    /// Reads the answers.
    ///
    /// @return as [ConversationInput.SubmittedAnswers#answers()] has them
    /// @throws ApiException when the node is not such an object
    public static Map<String, Object> readAnswers(JsonNode node) {
        if (node == null || !node.isObject() || node.size() > EngineLimits.MAX_SCRIPT_STEPS) {
            throw invalid("Give `answers`: an object of at most " + EngineLimits.MAX_SCRIPT_STEPS + " answers by key.");
        }
        return new AnswersReader().readMembers(node);
    }

    private Map<String, Object> readMembers(JsonNode node) {
        count += node.size();
        if (count > EngineLimits.MAX_FORM_ANSWERS) {
            throw invalid("Give at most " + EngineLimits.MAX_FORM_ANSWERS + " answers at once, lists included.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(answer -> values.put(key(answer.getKey()), readValue(answer.getValue())));
        return values;
    }

    private static String key(String key) {
        if (KEY_PATTERN.matcher(key).matches()) {
            return key;
        }
        throw invalid("Give each answer under a `key` that the form has.");
    }

    private Object readValue(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isObject()) {
            return readTable(value);
        }
        if (!value.isArray()) {
            return toScalar(value);
        }
        if (value.size() > MAX_LIST_VALUES) {
            throw invalid("Give a list of at most " + MAX_LIST_VALUES + " values.");
        }
        for (JsonNode item : value) {
            if (item.isObject()) {
                return readItems(value);
            }
        }
        List<String> listed = new ArrayList<>();
        value.forEach(item -> listed.add(String.valueOf(toScalar(item))));
        JsonBodyReader.checkLength(String.join(", ", listed));
        return listed;
    }

    private static Map<String, Object> readTable(JsonNode table) {
        JsonNode partly = table.path("partly");
        if (!table.path("file").isTextual() || !partly.isBoolean() || table.size() != 2) {
            throw invalid("Give a table as `{\"file\": …, \"partly\": true}`, or as the id of its file.");
        }
        return Map.of("file", JsonBodyReader.checkLength(table.path("file").asText()), "partly", partly.booleanValue());
    }

    private List<Object> readItems(JsonNode list) {
        List<Object> items = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isObject() && !item.isTextual()) {
                throw invalid("Give a list of objects and ids of items, or a list of plain values.");
            }
            items.add(item.isObject() ? readMembers(item) : toScalar(item));
        }
        return items;
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
