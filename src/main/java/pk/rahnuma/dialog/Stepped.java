package pk.rahnuma.dialog;

import java.util.List;
import pk.rahnuma.dialog.script.Step;

/// What came of one step of a session.
///
/// @param session as it is now
/// @param calls that the host must answer before it goes on
/// @param fetches files that the host must fetch
/// @param notice a short word for the tap itself, or null
/// @param end the [Step.End] or [Step.Go] that closed the session, or null while it runs
public record Stepped(
        Session session,
        List<Reply> replies,
        List<Call> calls,
        List<Fetch> fetches,
        List<Trail> trail,
        String notice,
        Step end) {

    public boolean over() {
        return end != null;
    }
}
