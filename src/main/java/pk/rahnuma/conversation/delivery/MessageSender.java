package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;

/// A door's way out: sends one message of one chat. Called from a virtual thread, one call a chat at a time, in order;
/// it may block.
public interface MessageSender {

    Channel channel();

    /// How fast it may be used; null is without a limit.
    default ChannelRateLimits rateLimits() {
        return null;
    }

    /// Whether several people read this chat.
    default boolean isGroup(Chat chat) {
        return false;
    }

    /// Never throws for what the channel answers.
    SendResult sendMessage(Chat chat, Message message);

    /// What came of it.
    sealed interface SendResult {
        /// @param reference the channel's name for the message, or null
        record Sent(String reference) implements SendResult {}

        /// Not sent, because of a limit of the channel; try again after the pause that it names (`retry_after`).
        record Limited(Duration pause) implements SendResult {}

        /// Not sent; try again after a pause (a fault of the network before anything was written).
        record RetryAfter(Duration pause, String reason) implements SendResult {}

        /// The channel will never take it. `blocked`: the person does not want to be written to.
        record Refused(String reason, boolean blocked) implements SendResult {}

        /// The connection broke after something was written: it may have arrived.
        record Unknown(String reason) implements SendResult {}
    }
}
