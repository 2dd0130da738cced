package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import pk.rahnuma.document.Document;
import pk.rahnuma.messaging.Message;

/// Message of a conversation, with what its owner sees of it.
///
/// @param text of the message; the label of a button that was tapped
/// @param tappedMessage of a tap: the place of the message that has the button; null when it was not found
/// @param replacedMessage place of the message that this one replaces in its chat; null when there is none
/// @param documents files of the person that the message names, by id
public record ConversationEntry(
        Message message,
        String text,
        @Nullable Integer tappedMessage,
        @Nullable Integer replacedMessage,
        Map<String, Document> documents) {

    /// Kind of a received message that is the tap of a button.
    public static final String TAP = "tap";

    public boolean isReceived() {
        return message.direction() == Message.Direction.RECEIVED;
    }
}
