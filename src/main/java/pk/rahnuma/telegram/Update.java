package pk.rahnuma.telegram;

import pk.rahnuma.turn.Incoming;

/// What an update of Telegram's is to us.
sealed interface Update {

    /// @param query the tap's own id, to be answered once it is committed; null when it is no tap
    record Heard(Incoming incoming, String query) implements Update {}

    /// Somebody blocked the bot, or no longer does.
    record Reachable(String address, boolean reachable) implements Update {}

    /// Nothing for us: a group, a channel, a service message, a kind that we do not know.
    record Ignored() implements Update {}
}
