package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import pk.rahnuma.conversation.intake.IncomingMessage;

/// What an update of Telegram's is to us.
sealed interface IncomingUpdate {

    /// @param query the tap's own id, to be answered once it is committed; null when it is no tap
    record PersonMessage(IncomingMessage incoming, String query) implements IncomingUpdate {}

    /// Somebody blocked the bot, or no longer does.
    record ReachabilityChange(String address, boolean reachable) implements IncomingUpdate {}

    /// Something of the staff's group, or a member's word about it.
    ///
    /// @param update the key of it, unique for the bot
    /// @param edited whether it was said before in other words
    record StaffGroupMessage(String update, String address, boolean edited, JsonNode message)
            implements IncomingUpdate {}

    /// Nothing for us: another group, a channel, a service message, a kind that we do not know.
    record Ignored() implements IncomingUpdate {}
}
