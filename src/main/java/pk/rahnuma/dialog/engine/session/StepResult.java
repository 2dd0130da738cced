package pk.rahnuma.dialog.engine.session;

import java.util.List;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.script.ScriptStep;

/// Result of one step of a session.
///
/// @param session after the step
/// @param calls that the host must answer before it continues
/// @param fetches files that the host must download
/// @param notice a short text for the tap, or null
/// @param masked text of the input for staff who may not see it in full; null when nothing is masked
/// @param leftOver whether nothing can be done with the input
/// @param end the [ScriptStep.End] or [ScriptStep.Go] that closed the session, or null while it runs
public record StepResult(
        Session session,
        List<Reply> replies,
        List<ActionCall> calls,
        List<FileFetch> fetches,
        List<TrailEntry> trail,
        String notice,
        String masked,
        boolean leftOver,
        ScriptStep end) {

    StepResult withReplies(List<Reply> otherReplies, List<TrailEntry> otherTrail) {
        return new StepResult(session, otherReplies, calls, fetches, otherTrail, notice, masked, leftOver, end);
    }

    public boolean hasEnded() {
        return end != null;
    }
}
