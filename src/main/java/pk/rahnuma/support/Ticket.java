package pk.rahnuma.support;

import java.time.Instant;
import pk.rahnuma.registration.Reference;

/// What a human must answer, without the words in it.
///
/// @param application the id of the person's own application that it is about, or null
/// @param topic as the script names it
/// @param language in which it was written
/// @param answered when it was answered last, or null
public record Ticket(
        long id,
        Reference number,
        long conversation,
        String session,
        Long application,
        String topic,
        State state,
        String language,
        Instant opened,
        Instant answered) {

    /// The topic of what cannot wait: a registered line does not work.
    public static final String LINE_BLOCKED = "line_blocked";

    public enum State {
        NEW,
        ANSWERED
    }

    /// What the person wrote.
    ///
    /// @param reference of an application, as typed; empty when none was
    public record Body(String text, String reference) {}

    /// A word of staff to the person.
    public record Answer(int seq, String who, String text, Instant at) {}
}
