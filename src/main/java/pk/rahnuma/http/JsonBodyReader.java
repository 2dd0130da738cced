package pk.rahnuma.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.script.EngineLimits;

/// Reads request bodies: one JSON object.
public final class JsonBodyReader {

    private static final int MIN_ID_LENGTH = 8;
    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_NESTING_DEPTH = 8;

    private static final JsonMapper JSON_MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    static {
        JSON_MAPPER
                .getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING_DEPTH)
                        .build());
    }

    private JsonBodyReader() {}

    /// Parses a body.
    ///
    /// @throws ApiException when it is not a JSON object
    public static JsonNode readObject(byte[] body) {
        try {
            JsonNode node = body == null ? null : JSON_MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Reported below without the parser's message, which quotes the body.
        }
        throw ApiException.ofKind(ProblemDetail.Kind.NOT_JSON, "Send one JSON object in UTF-8.");
    }

    /// Parses a body as a type whose members are known: others are refused.
    ///
    /// @throws ApiException when it is not a JSON object, or does not have this form
    public static <T> T readBody(byte[] body, Class<T> type) {
        JsonNode node = readObject(body);
        try {
            return JSON_MAPPER.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw unknownMember(e.getKnownPropertyIds());
        } catch (JsonProcessingException e) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "A member has a wrong type.");
        }
    }

    /// Refuses members of an object that are not known.
    ///
    /// @throws ApiException when it has another one
    public static void requireKnownMembers(JsonNode object, Set<String> known) {
        if (object.properties().stream().anyMatch(member -> !known.contains(member.getKey()))) {
            throw unknownMember(known);
        }
    }

    private static ApiException unknownMember(Collection<?> known) {
        return ApiException.ofKind(
                ProblemDetail.Kind.INVALID,
                "A member is unknown. Known are: "
                        + known.stream().map(name -> "`" + name + "`").sorted().collect(Collectors.joining(", "))
                        + ".");
    }

    public static boolean isValidId(String id) {
        return id != null
                && id.length() >= MIN_ID_LENGTH
                && id.length() <= MAX_ID_LENGTH
                && id.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }

    /// Reads a text field; null when there is no text of that name.
    public static String readText(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    /// Checks a text of a body.
    ///
    /// @param name of its member
    /// @param most maximum characters
    /// @return the text without blanks around it
    /// @throws ApiException when it is missing, blank or longer
    public static String requireText(@Nullable String text, String name, int most) {
        if (text == null || text.isBlank() || text.length() > most) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "Give `" + name + "`: text of at most " + most + " characters.");
        }
        return text.strip();
    }

    /// Checks the length of a text.
    ///
    /// @throws ApiException when it is longer than the desk reads
    public static String checkLength(String words) {
        if (words.length() > EngineLimits.MAX_INPUT_LENGTH) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.TEXT_TOO_LONG,
                    "At most " + EngineLimits.MAX_INPUT_LENGTH + " characters; this is " + words.length() + ".");
        }
        return words;
    }
}
