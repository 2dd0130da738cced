package pk.rahnuma.conversation.batch;

import java.util.List;
import pk.rahnuma.dialog.engine.ConversationForms;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message;

/// Outcome of a turn, available to the adapter after the commit only.
///
/// @param conversation of the turn; 0 when its chat could not be opened, so that no user can be answered
/// @param repeated whether the update had been processed before; `replies` then holds the replies of that time
/// @param replies the messages that this update caused, in order; delivery sends them
/// @param notice a short text for the tap (up to 200 characters, in the person's language), or null
/// @param otherContent true when the id of the update had been used with another content, so that it was not processed
/// @param choiceMade true for a tap on a button of a question that took effect now, so that the question is over
/// @param endings of the forms that ended in this turn
/// @param forms of the conversation after the turn, with the check of its answers; null unless the request asked for
///     them, and for a repeat
public record TurnReceipt(
        long conversation,
        boolean repeated,
        boolean otherContent,
        List<Message> replies,
        String notice,
        boolean choiceMade,
        List<Reply.FormEnding> endings,
        ConversationForms forms) {

    public TurnReceipt(long conversation, boolean repeated, List<Message> replies, String notice) {
        this(conversation, repeated, false, replies, notice, false, List.of(), null);
    }

    /// Receipt of an update whose id had been used with another content.
    public static TurnReceipt ofOtherContent(long conversation) {
        return new TurnReceipt(conversation, true, true, List.of(), null, false, List.of(), null);
    }
}
