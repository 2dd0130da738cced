package pk.rahnuma.turn.delivery;

import java.time.Duration;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Message;

/// A door's way out: sends one message of one chat. Called from a virtual thread, one call a chat at a time, in order;
/// it may block.
public interface Sender {

    Channel channel();

    /// How fast it may be used; null is without a limit.
    default Pace pace() {
        return null;
    }

    /// Whether several people read this chat.
    default boolean isGroup(Chat chat) {
        return false;
    }

    /// Never throws for what the channel answers.
    Outcome send(Chat chat, Message message);

    /// What came of it.
    sealed interface Outcome {
        /// @param reference the channel's name for the message, or null
        record Sent(String reference) implements Outcome {}

        /// Not sent, because of a limit of the channel; try again after the pause that it names (`retry_after`).
        record Limited(Duration pause) implements Outcome {}

        /// Not sent; try again after a pause (a fault of the network before anything was written).
        record RetryAfter(Duration pause, String reason) implements Outcome {}

        /// The channel will never take it. `blocked`: the person does not want to be written to.
        record Refused(String reason, boolean blocked) implements Outcome {}

        /// The connection broke after something was written: it may have arrived.
        record Unknown(String reason) implements Outcome {}
    }
}
