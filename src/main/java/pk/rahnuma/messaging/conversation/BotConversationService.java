package pk.rahnuma.messaging.conversation;

import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;

/// Access to the bot for domain packages that return a conversation to it. The conversation package implements it.
@FunctionalInterface
public interface BotConversationService {

    /// Sends this text and continues where the conversation was, in the current transaction. The caller holds the
    /// conversation's lock.
    ///
    /// @return the reason why it cannot continue, as one sentence for staff, after which the caller rolls back; empty
    ///     on success
    Optional<String> resumeConversation(long conversation, Reply said, Instant now);
}
