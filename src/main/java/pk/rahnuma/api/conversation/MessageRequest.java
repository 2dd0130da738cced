package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.document.Document;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.shared.Language;

/// Message of a client: one of
///
///     {"id": …, "text": "hello"}
///     {"id": …, "tap": "the data of a button", "on": 12}
///     {"id": …, "file": "the id of an uploaded file"}
///     {"id": …, "edit": {"message": "the id of an earlier text", "text": "hello"}}
///
/// @param id chosen by the client, unique to this message
/// @param on the place of the message that has the button; 0 when the client did not send it
/// @param language an IETF tag, the member of the body or else `Accept-Language`; null without both
/// @param content the members that a repeat with the same id has to have too, as JSON
/// @param keyed whether the id is the `Idempotency-Key` of the request
record MessageRequest(String id, ConversationInput input, int on, String language, String content, boolean keyed) {

    private static final int MAX_LANGUAGE_LENGTH = 35;

    private static final Set<String> MEMBERS = Set.of("id", "text", "tap", "on", "file", "edit", "language");
    private static final Set<String> EDIT_MEMBERS = Set.of("message", "text");

    /// Parses a request body.
    ///
    /// @throws ApiException when it is none of these messages
    static MessageRequest readRequest(HttpRequest<?> request, byte[] body) {
        JsonNode node = JsonBodyReader.readObject(body);
        JsonBodyReader.requireKnownMembers(node, MEMBERS);
        String id = IdempotencyKeys.readId(request, node);
        if (Stream.of("text", "tap", "file", "edit").filter(node::has).count() != 1) {
            throw invalid("Give exactly one of `text`, `tap`, `file` and `edit`.");
        }
        int on = on(node.path("on"));
        return new MessageRequest(
                id,
                input(node, id, on),
                on,
                Optional.ofNullable(language(node))
                        .or(() -> Language.findPreferred(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)))
                        .orElse(null),
                IdempotencyKeys.toContent(node),
                IdempotencyKeys.findKey(request).isPresent());
    }

    private static ConversationInput input(JsonNode node, String id, int on) {
        if (node.has("text")) {
            return new ConversationInput.Text(words(node), id, false);
        }
        if (node.has("tap")) {
            return new ConversationInput.Tap(data(node), on == 0 ? null : Integer.toString(on));
        }
        if (node.has("file")) {
            return new ConversationInput.File(new FileReference(file(node), null, null, 0), null, id);
        }
        JsonNode edit = node.path("edit");
        JsonBodyReader.requireKnownMembers(edit, EDIT_MEMBERS);
        String message = JsonBodyReader.readText(edit, "message");
        if (!JsonBodyReader.isValidId(message)) {
            throw invalid("Give `edit.message`: the `id` of the text that was changed.");
        }
        return new ConversationInput.Edit(message, words(edit));
    }

    private static String words(JsonNode node) {
        String words = JsonBodyReader.readText(node, "text");
        if (words == null || words.isBlank()) {
            throw invalid("Give `text` that is not empty.");
        }
        return JsonBodyReader.checkLength(words);
    }

    private static String data(JsonNode node) {
        String data = JsonBodyReader.readText(node, "tap");
        boolean possible = data != null
                && !data.isEmpty()
                && data.length() <= EngineLimits.MAX_BUTTON_BYTES
                && data.chars().allMatch(c -> c > ' ' && c < 0x7f || c == ' ');
        if (!possible) {
            throw invalid("Give `tap`: the `data` of a button, as it came.");
        }
        return data;
    }

    private static String file(JsonNode node) {
        String file = JsonBodyReader.readText(node, "file");
        return Document.parseId(file).map(String::valueOf).orElseThrow(MessageRequest::unknownFile);
    }

    /// Response for a file that does not exist or belongs to another chat.
    static ApiException unknownFile() {
        return invalid("Give `file`: the id of a file that was put to `files` in this conversation before.");
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

    /// Language hint; null when the value cannot be a language tag.
    private static String language(JsonNode node) {
        String tag = JsonBodyReader.readText(node, "language");
        return tag == null || tag.length() > MAX_LANGUAGE_LENGTH
                ? null
                : Locale.forLanguageTag(tag).toLanguageTag();
    }

    private static ApiException invalid(String detail) {
        return ApiException.ofKind(ProblemDetail.Kind.INVALID, detail);
    }
}
