package pk.rahnuma.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.script.Limits;

/// What a client says: one of
///
///     {"id": …, "text": "hello"}
///     {"id": …, "tap": "the data of a button", "on": 12}
///     {"id": …, "edit": {"message": "the id of an earlier text", "text": "hello"}}
///
/// @param id made by the client, for this and no other message
/// @param on the place of the message that carries the button; 0 when it was not said
/// @param language an IETF tag, or null
record Spoken(String id, Input input, int on, String language) {

    private static final int LEAST_ID = 8;
    private static final int MOST_ID = 64;
    private static final int MOST_DEPTH = 8;
    private static final int MOST_LANGUAGE = 35;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_DEPTH)
                        .build());
    }

    /// @throws Refusal when it is none of them
    static Spoken read(byte[] body) {
        JsonNode node = parsed(body);
        String id = text(node, "id");
        if (!isId(id)) {
            throw invalid("Give `id`: 8 to 64 letters, digits or hyphens, new for each message.");
        }
        if (Stream.of("text", "tap", "edit").filter(node::has).count() != 1) {
            throw invalid("Give exactly one of `text`, `tap` and `edit`.");
        }
        int on = on(node.path("on"));
        return new Spoken(id, input(node, id, on), on, language(node));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode node = body == null ? null : JSON.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Said below; what the parser says quotes the body.
        }
        throw Refusal.of(Problem.Kind.NOT_JSON, "Send one JSON object in UTF-8.");
    }

    private static Input input(JsonNode node, String id, int on) {
        if (node.has("text")) {
            return new Input.Text(words(node), id, false);
        }
        if (node.has("tap")) {
            return new Input.Tap(data(node), on == 0 ? null : Integer.toString(on));
        }
        JsonNode edit = node.path("edit");
        String message = text(edit, "message");
        if (!isId(message)) {
            throw invalid("Give `edit.message`: the `id` of the text that was changed.");
        }
        return new Input.Edit(message, words(edit));
    }

    private static String words(JsonNode node) {
        String words = text(node, "text");
        if (words == null || words.isBlank()) {
            throw invalid("Give `text` that is not empty.");
        }
        if (words.length() > Limits.HEARD) {
            throw Refusal.of(
                    Problem.Kind.TEXT_TOO_LONG,
                    "At most " + Limits.HEARD + " characters; this is " + words.length() + ".");
        }
        return words;
    }

    private static String data(JsonNode node) {
        String data = text(node, "tap");
        boolean possible = data != null
                && !data.isEmpty()
                && data.length() <= Limits.BUTTON
                && data.chars().allMatch(c -> c > ' ' && c < 0x7f || c == ' ');
        if (!possible) {
            throw invalid("Give `tap`: the `data` of a button, as it came.");
        }
        return data;
    }

    private static int on(JsonNode on) {
        if (on.isMissingNode() || on.isNull()) {
            return 0;
        }
        if (on.isInt() && on.intValue() > 0) {
            return on.intValue();
        }
        throw invalid("Give `on` as the `seq` of the message that carries the button.");
    }

    /// A hint that cannot be right is none.
    private static String language(JsonNode node) {
        String tag = text(node, "language");
        return tag == null || tag.length() > MOST_LANGUAGE
                ? null
                : Locale.forLanguageTag(tag).toLanguageTag();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    private static boolean isId(String id) {
        return id != null
                && id.length() >= LEAST_ID
                && id.length() <= MOST_ID
                && id.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }

    private static Refusal invalid(String detail) {
        return Refusal.of(Problem.Kind.INVALID, detail);
    }
}
