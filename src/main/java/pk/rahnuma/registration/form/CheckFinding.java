package pk.rahnuma.registration.form;

import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.Reference;

/// What the desk finds in an application by itself, for staff. A format that fits is not an identity that was checked
/// (domain.md 7).
///
/// @param about the answer's name
/// @param level how it looks
/// @param finding what was found; it holds no value of an answer that is masked
/// @param reason the code that would fit if it proves true, or null
/// @param other another application that it is about, or null
public record CheckFinding(String about, Level level, StaffRemark finding, DecisionReason reason, Reference other) {

    public enum Level {
        /// Looks right.
        FITS,
        /// Somebody should look at it.
        LOOK,
        /// Cannot be right.
        WRONG
    }

    static CheckFinding ofFit(String about, StaffRemark finding) {
        return new CheckFinding(about, Level.FITS, finding, null, null);
    }

    /// Somebody should look at it; `reason` may be null.
    public static CheckFinding ofDoubt(String about, StaffRemark finding, DecisionReason reason) {
        return new CheckFinding(about, Level.LOOK, finding, reason, null);
    }

    static CheckFinding ofError(String about, StaffRemark finding, DecisionReason reason) {
        return new CheckFinding(about, Level.WRONG, finding, reason, null);
    }

    /// The same, naming the other application that it is about.
    public CheckFinding aboutApplication(Reference other) {
        return new CheckFinding(about, level, finding, reason, other);
    }
}
