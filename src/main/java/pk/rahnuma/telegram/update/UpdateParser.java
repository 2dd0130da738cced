package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Parses updates. They are read as trees, a part at a time: the library's `Update` fails as a whole on one unknown
/// part (a new kind of quoted message is enough), and the person's text would be lost with it.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class UpdateParser {

    /// Kinds of updates that are requested; [#parseUpdate] handles each of them.
    public static final List<String> UPDATE_KINDS =
            List.of("message", "edited_message", "callback_query", "my_chat_member");

    private static final String EDITED_KIND = "edited_message";
    private static final List<String> MESSAGE_KINDS = List.of("message", EDITED_KIND);

    /// Maximum characters of a text (Bot API, `Message.text`); the desk refuses it as too long before this.
    private static final int MAX_TEXT_LENGTH = 4096;

    private static final Pattern COMMAND = Pattern.compile("^/(\\w{1,32})(?:@\\w+)?(?=\\s|$)");
    private static final Set<String> GROUP_TYPES = Set.of("group", "supergroup");
    private static final IncomingUpdate IGNORED = new IncomingUpdate.Ignored();

    private final String botId;

    private final StaffGroupListener group;

    /// @param group null without a staff group
    @Inject
    UpdateParser(TelegramConfiguration settings, @Nullable StaffGroupListener group) {
        this.botId = settings.botId();
        this.group = group;
    }

    public UpdateParser(TelegramConfiguration settings) {
        this(settings, null);
    }

    /// @throws RuntimeException when a required part is missing
    IncomingUpdate parseUpdate(JsonNode update, Instant received) {
        for (String kind : MESSAGE_KINDS) {
            if (group != null && update.has(kind) && group.isFor(update.get(kind))) {
                JsonNode message = update.get(kind);
                return new IncomingUpdate.StaffGroupMessage(
                        toKey(update), readAddress(message), kind.equals(EDITED_KIND), message);
            }
        }
        if (update.has("message")) {
            return parseMessage(update, received);
        }
        if (update.has("edited_message")) {
            return parseEdit(update, received);
        }
        if (update.has("callback_query")) {
            return parseTap(update, received);
        }
        if (update.has("my_chat_member")) {
            return parseMembership(update.get("my_chat_member"));
        }
        return IGNORED;
    }

    private IncomingUpdate parseMessage(JsonNode update, Instant received) {
        JsonNode message = update.get("message");
        if (GROUP_TYPES.contains(message.path("chat").path("type").asText())) {
            return message.has("text") ? new IncomingUpdate.OtherGroupMessage(readAddress(message), message) : IGNORED;
        }
        String id = readId(message);
        ConversationInput input;
        if (message.has("text")) {
            input = new ConversationInput.Text(normaliseCommand(readRequired(message, "text")), id, false);
        } else if (message.has("contact")) {
            input = parseContact(message, id);
        } else {
            input = AttachmentParser.parseAttachment(message)
                    .map(file -> new ConversationInput.File(file, textOf(message, "caption"), id))
                    .orElse(null);
        }
        return toPersonMessage(update, message, message.path("from"), input, null, null, received);
    }

    /// Parses an edited text, or a replaced picture; a moving location arrives as an edit too.
    private IncomingUpdate parseEdit(JsonNode update, Instant received) {
        JsonNode message = update.get("edited_message");
        ConversationInput input = null;
        if (message.has("text")) {
            input = new ConversationInput.Edit(readId(message), readRequired(message, "text"));
        } else if (message.has("photo") || message.has("document")) {
            String id = readId(message);
            input = AttachmentParser.parseAttachment(message)
                    .map(file -> new ConversationInput.File(file, null, id))
                    .orElse(null);
        }
        return toPersonMessage(update, message, message.path("from"), input, null, null, received);
    }

    private IncomingUpdate parseTap(JsonNode update, Instant received) {
        JsonNode query = update.get("callback_query");
        if (!query.has("data") || !query.has("message")) {
            return IGNORED;
        }
        JsonNode message = query.get("message");
        ConversationInput input = new ConversationInput.Tap(readRequired(query, "data"), readId(message));
        return toPersonMessage(
                update,
                message,
                query.path("from"),
                input,
                readRequired(query, "id"),
                TapMarker.parseMessage(query),
                received);
    }

    private static IncomingUpdate parseMembership(JsonNode change) {
        if (!isPrivate(change)) {
            return IGNORED;
        }
        return switch (change.path("new_chat_member").path("status").asText()) {
            case "kicked" -> new IncomingUpdate.ReachabilityChange(readAddress(change), false);
            case "member" -> new IncomingUpdate.ReachabilityChange(readAddress(change), true);
            default -> IGNORED;
        };
    }

    private IncomingUpdate toPersonMessage(
            JsonNode update,
            JsonNode message,
            JsonNode from,
            ConversationInput input,
            String query,
            TapMarker.TappedMessage tapped,
            Instant received) {
        if (input == null || !isPrivate(message)) {
            return IGNORED;
        }
        String key = toKey(update);
        String language = textOf(from, "language_code");
        return new IncomingUpdate.PersonMessage(
                new IncomingMessage(Channel.TELEGRAM, readAddress(message), key, input, language, received),
                query,
                tapped);
    }

    private String toKey(JsonNode update) {
        return botId + ":" + readNumber(update, "update_id");
    }

    /// A contact of another user is no proof of a number.
    private static ConversationInput parseContact(JsonNode message, String id) {
        JsonNode card = message.get("contact");
        JsonNode owner = card.path("user_id");
        boolean own = owner.isNumber() && owner.equals(message.path("from").path("id"));
        return new ConversationInput.Contact(readRequired(card, "phone_number"), own, id);
    }

    /// Turns `/Status@SomeBot x` into `/status x`.
    static String normaliseCommand(String text) {
        Matcher command = COMMAND.matcher(text);
        return command.find() ? "/" + command.group(1).toLowerCase(Locale.ROOT) + text.substring(command.end()) : text;
    }

    private static boolean isPrivate(JsonNode message) {
        return message.path("chat").path("type").asText().equals("private");
    }

    private static String readAddress(JsonNode message) {
        return readNumber(message.path("chat"), "id");
    }

    private static String readId(JsonNode message) {
        return readNumber(message, "message_id");
    }

    /// Accepts only a single number, because the stored key has no space for more.
    private static String readNumber(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value.asText();
    }

    private static String readRequired(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("no " + field);
        }
        return textOf(node, field);
    }

    /// Text of a field, of which [#MAX_TEXT_LENGTH] characters are kept; null when it is missing.
    static String textOf(JsonNode node, String field) {
        String text = node.path(field).asText(null);
        if (text == null || text.length() <= MAX_TEXT_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT_LENGTH - 1)) ? MAX_TEXT_LENGTH - 1 : MAX_TEXT_LENGTH;
        return text.substring(0, end);
    }
}
