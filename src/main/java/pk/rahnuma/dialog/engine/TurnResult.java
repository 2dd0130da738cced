package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.TrailEntry;

/// Result of one input to a conversation.
///
/// @param calls that the host must answer, each by an [pk.rahnuma.dialog.model.ConversationInput.Result], before the
///     conversation continues
/// @param fetches files that the host must download; the conversation continues without them
/// @param endings of the sessions that ended by themselves, in order
/// @param notice a short text for the tap, or null
/// @param masked text of the input for staff who may not see it in full; null when nothing is masked
/// @param leftOver whether nothing can be done with the input: it joins the person's open ticket, if there is one. The
///     host then repeats the input with that ticket ([pk.rahnuma.dialog.model.EngineContext#openTicket])
/// @param understanding of a typed message; null for another input, and for a text that is too long to be read
/// @param wakeAt when an [pk.rahnuma.dialog.model.ConversationInput.Timer] is due, or null
public record TurnResult(
        ConversationState conversation,
        List<Reply> replies,
        List<ActionCall> calls,
        List<FileFetch> fetches,
        List<TrailEntry> trail,
        List<SessionEnding> endings,
        String notice,
        String masked,
        boolean leftOver,
        Understanding understanding,
        Instant wakeAt) {}
