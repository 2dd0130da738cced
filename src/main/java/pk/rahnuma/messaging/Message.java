package pk.rahnuma.messaging;

import java.time.Instant;
import pk.rahnuma.dialog.model.Reply;

/// One line of a conversation, heard or said.
///
/// @param conversation and `seq`: its place, counted from 1 in each conversation
/// @param chat where it was heard, or is to be said
/// @param body what was said; of what was heard, the text as it came
/// @param replaces the channel's name for the message that this one takes the place of, or null
/// @param reference the channel's name for the message once it was sent; of what was heard, as it came; or null
/// @param notBefore when it may be sent, and heard of; null is at once. Before its first try it is never earlier than
/// that of the lines before it
/// @param failure why it was not sent, without personal data; or null
public record Message(
        long conversation,
        int seq,
        long chat,
        Direction direction,
        Reply body,
        String replaces,
        State state,
        int attempts,
        Instant notBefore,
        String reference,
        String failure,
        Instant at) {

    /// Whether it must not be heard of yet, on any channel. One that waits for another try has been let go already.
    public boolean isHeld(Instant now) {
        return attempts == 0 && notBefore != null && notBefore.isAfter(now);
    }

    /// Whether it was taken back before anybody heard of it.
    public boolean isRecalled() {
        return state == State.REFUSED && DeliveryResult.RECALLED.equals(failure);
    }

    public enum Direction {
        HEARD,
        /// A reply: somebody waits for it. It goes before notices, and is sent again when nobody knows whether it
        /// arrived.
        SAID,
        /// Said to somebody who did not ask just then: a reminder, a decision, a banner. Never sent twice on a doubt.
        NOTICE
    }

    public enum State {
        /// Heard; nothing is to be done with it.
        HEARD,
        /// To be sent.
        PENDING,
        SENT,
        /// Went with the acknowledgement of what it answers; what came of it is never told.
        CARRIED,
        /// The channel will never take it, or it was off ([DeliveryResult#CHANNEL_OFF]).
        REFUSED,
        /// Nobody can say whether it arrived, and it is of a kind that is not sent twice.
        UNKNOWN
    }
}
