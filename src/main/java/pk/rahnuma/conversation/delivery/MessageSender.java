package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;

/// Sends messages on a channel. Called from a virtual thread, one call per chat at a time, in order; it may block.
public interface MessageSender {

    Channel channel();

    /// Limits of the channel; null means none.
    default ChannelRateLimits rateLimits() {
        return null;
    }

    /// True when several people read this chat.
    default boolean isGroup(Chat chat) {
        return false;
    }

    /// Sends one message. Never throws because of the channel's answer.
    SendResult sendMessage(Chat chat, Message message);

    /// Outcome of a send attempt.
    sealed interface SendResult {
        /// @param reference the channel's id of the message, or null
        record Sent(String reference) implements SendResult {}

        /// Not sent because of a limit of the channel; retry after the pause that it names (`retry_after`).
        record Limited(Duration pause) implements SendResult {}

        /// Not sent; retry after a pause (a network fault before anything was written).
        record RetryAfter(Duration pause, String reason) implements SendResult {}

        /// The channel will never accept it. `blocked`: the person has blocked the bot.
        record Refused(String reason, boolean blocked) implements SendResult {}

        /// The connection broke after data was written: the message may have arrived.
        record Unknown(String reason) implements SendResult {}
    }
}
