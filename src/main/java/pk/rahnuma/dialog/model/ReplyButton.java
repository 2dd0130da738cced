package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A button below a message.
///
/// @param label as shown, in the conversation's language
/// @param data returned in [ConversationInput.Tap#data()]: ASCII, 1 to 64 bytes (Telegram's limit)
/// @param navigation true when it leads elsewhere, such as back or to help, instead of answering; null for an answer
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyButton(
        String label, String data, @Nullable Boolean navigation) {

    public ReplyButton(String label, String data) {
        this(label, data, null);
    }

    public ReplyButton asNavigation() {
        return new ReplyButton(label, data, true);
    }
}
