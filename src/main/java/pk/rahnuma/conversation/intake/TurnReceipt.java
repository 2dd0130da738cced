package pk.rahnuma.conversation.intake;

import java.util.List;
import pk.rahnuma.dialog.engine.SessionEnding;
import pk.rahnuma.messaging.Message;

/// Outcome of a turn, available to the adapter after the commit only.
///
/// @param conversation of the turn; 0 when its chat could not be opened, so that no user can be answered
/// @param repeated whether the update had been processed before; `replies` then holds the replies of that time
/// @param replies the messages that this update caused, in order; delivery sends them
/// @param notice a short text for the tap (up to 200 characters, in the person's language), or null
/// @param choiceMade true for a tap on a button of a question that took effect now, so that the question is over
/// @param endings of the sessions that ended in this turn; empty for a repeat
public record TurnReceipt(
        long conversation,
        boolean repeated,
        List<Message> replies,
        String notice,
        boolean choiceMade,
        List<SessionEnding> endings) {

    public TurnReceipt(long conversation, boolean repeated, List<Message> replies, String notice) {
        this(conversation, repeated, replies, notice, false, List.of());
    }
}
