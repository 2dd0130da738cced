package pk.rahnuma.messaging.conversation;

import java.time.Instant;

/// Called when a person who could not be reached in a chat is back: has unblocked the bot, or writes again.
public interface ChatReturnListener {

    /// Called outside of a transaction; the implementation begins its own. A second call changes nothing.
    void onReturn(Chat chat, Instant now);
}
