package pk.rahnuma.dialog.model;

/// One move from step to step; the only source of analytics. It holds nothing personal.
///
/// @param from the previous step; empty at the start of a session
/// @param to the current step; equal to `from` after a failed try; empty when the session is over
/// @param reason code of a refusal, or why a question was left (`later`, `unknown`, `none`); or null
public record TrailEntry(String script, String flow, String from, Exit exit, String to, String reason) {

    public enum Exit {
        STARTED,
        ANSWERED,
        SKIPPED,
        FAILED,
        WARNED,
        BACK,
        CHANGED,
        SET_ASIDE,
        RESUMED,
        CANCELLED,
        ENDED,
        EXPIRED
    }
}
