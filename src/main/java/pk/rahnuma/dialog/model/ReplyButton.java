package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A button below a message.
///
/// @param label as shown, in the conversation's language
/// @param data that a tap returns: ASCII, 1 to 64 bytes (Telegram's limit)
/// @param navigation true when it leads elsewhere, such as back or to help, instead of answering; null for an answer
/// @param primary true for the one button of the message that most people need next, which channels that can do so
///     fill; null for others
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyButton(
        String label,
        String data,
        @Nullable Boolean navigation,
        @Nullable Boolean primary) {

    public ReplyButton(String label, String data) {
        this(label, data, null, null);
    }

    public ReplyButton asNavigation() {
        return new ReplyButton(label, data, true, null);
    }

    public ReplyButton asPrimary() {
        return new ReplyButton(label, data, null, true);
    }
}
