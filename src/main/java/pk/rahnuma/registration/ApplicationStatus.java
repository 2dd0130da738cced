package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Status of an application. It follows from those of its lines.
public enum ApplicationStatus {
    /// Nothing was decided or sent on yet.
    RECEIVED,
    /// At least one line is on its way, and nothing is missing from the applicant.
    IN_WORK,
    /// The applicant must act for at least one line.
    NEEDS_YOU,
    /// No line is on its way any more, and at least one was decided.
    DECIDED,
    /// All lines were withdrawn before a decision.
    WITHDRAWN,
    /// No line was decided, and at least one was closed because no answer came.
    LAPSED;

    /// Word for it outside of the desk.
    @JsonValue
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
