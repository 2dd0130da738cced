package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.TrailEntry;

/// What came of one input to a conversation.
///
/// @param calls that the host must answer, each by an [pk.rahnuma.dialog.model.ConversationInput.Result], before the
/// conversation goes on
/// @param fetches files that the host must fetch; the conversation goes on without them
/// @param notice a short word for the tap itself, or null
/// @param masked how what was heard reads to those who may not see it in full; null when as it is
/// @param wakeAt when an [pk.rahnuma.dialog.model.ConversationInput.Timer] is due, or null
public record TurnResult(
        ConversationState conversation,
        List<Reply> replies,
        List<ActionCall> calls,
        List<FileFetch> fetches,
        List<TrailEntry> trail,
        String notice,
        String masked,
        Instant wakeAt) {}
