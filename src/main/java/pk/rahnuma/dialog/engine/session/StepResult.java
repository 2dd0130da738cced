package pk.rahnuma.dialog.engine.session;

import java.util.List;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.script.ScriptStep;

/// What came of one step of a session.
///
/// @param session as it is now
/// @param calls that the host must answer before it goes on
/// @param fetches files that the host must fetch
/// @param notice a short word for the tap itself, or null
/// @param masked how what was heard reads to those who may not see it in full; null when as it is
/// @param end the [ScriptStep.End] or [ScriptStep.Go] that closed the session, or null while it runs
public record StepResult(
        Session session,
        List<Reply> replies,
        List<ActionCall> calls,
        List<FileFetch> fetches,
        List<TrailEntry> trail,
        String notice,
        String masked,
        ScriptStep end) {

    public boolean hasEnded() {
        return end != null;
    }
}
