package pk.rahnuma.dialog;

import java.util.List;
import pk.rahnuma.dialog.script.Step;

/// What came of one step of a session.
///
/// @param session as it is now
/// @param calls that the host must answer before it goes on
/// @param fetches files that the host must fetch
/// @param notice a short word for the tap itself, or null
/// @param masked how what was heard reads to those who may not see it in full; null when as it is
/// @param end the [Step.End] or [Step.Go] that closed the session, or null while it runs
public record Stepped(
        Session session,
        List<Reply> replies,
        List<Call> calls,
        List<Fetch> fetches,
        List<Trail> trail,
        String notice,
        String masked,
        Step end) {

    public boolean over() {
        return end != null;
    }
}
