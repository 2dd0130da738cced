package pk.rahnuma.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import pk.rahnuma.turn.Incoming;

/// What an update of Telegram's is to us.
sealed interface Update {

    /// @param query the tap's own id, to be answered once it is committed; null when it is no tap
    record Heard(Incoming incoming, String query) implements Update {}

    /// Somebody blocked the bot, or no longer does.
    record Reachable(String address, boolean reachable) implements Update {}

    /// Something of the staff's group, or a member's word about it.
    ///
    /// @param update the key of it, unique for the bot
    /// @param edited whether it was said before in other words
    record Staff(String update, String address, boolean edited, JsonNode message) implements Update {}

    /// Nothing for us: another group, a channel, a service message, a kind that we do not know.
    record Ignored() implements Update {}
}
