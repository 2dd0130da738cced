package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import pk.rahnuma.conversation.batch.IncomingMessage;

/// A translated update.
sealed interface IncomingUpdate {

    /// @param query id of the tap, to be answered after the commit; null when it is no tap
    /// @param tapped the message with the tapped button; null when it is no tap, or the message is not shown
    record PersonMessage(IncomingMessage incoming, String query, TapMarker.TappedMessage tapped)
            implements IncomingUpdate {}

    /// A person blocked the bot, or unblocked it.
    record ReachabilityChange(String address, boolean reachable) implements IncomingUpdate {}

    /// A message of the staff group, or a member's message to the bot about it.
    ///
    /// @param update its key, unique for the bot
    /// @param edited whether it is an edit of an earlier message
    record StaffGroupMessage(String update, String address, boolean edited, JsonNode message)
            implements IncomingUpdate {}

    /// A message in any other group.
    record OtherGroupMessage(String address, JsonNode message) implements IncomingUpdate {}

    /// An update without effect: a channel, a service message, an unknown kind.
    record Ignored() implements IncomingUpdate {}
}
