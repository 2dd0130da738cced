package pk.rahnuma.messaging.chat;

import java.time.Instant;

/// Called when a person who could not be reached in a chat is back: has unblocked the bot, or writes again.
public interface ChatReturnListener {

    /// Outside of a transaction; it makes its own. Called twice, it does nothing the second time.
    void onReturn(Chat chat, Instant now);
}
