package pk.rahnuma.registration.form;

import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.Reference;

/// Finding of an automatic check, for staff. A correct format does not prove an identity (docs/domain.md, "Numbers").
///
/// @param about name of the answer
/// @param level severity
/// @param finding text of the finding, without any value of a masked answer
/// @param reason code to use if it proves true, or null
/// @param other another application that it concerns, or null
public record CheckFinding(String about, Level level, StaffRemark finding, DecisionReason reason, Reference other) {

    public enum Level {
        /// Looks correct.
        FITS,
        /// A member of staff should check it.
        LOOK,
        /// Cannot be correct.
        WRONG
    }

    static CheckFinding ofFit(String about, StaffRemark finding) {
        return new CheckFinding(about, Level.FITS, finding, null, null);
    }

    /// A finding that a member of staff should check; `reason` may be null.
    public static CheckFinding ofDoubt(String about, StaffRemark finding, DecisionReason reason) {
        return new CheckFinding(about, Level.LOOK, finding, reason, null);
    }

    static CheckFinding ofError(String about, StaffRemark finding, DecisionReason reason) {
        return new CheckFinding(about, Level.WRONG, finding, reason, null);
    }

    /// The finding with another application that it concerns.
    public CheckFinding aboutApplication(Reference other) {
        return new CheckFinding(about, level, finding, reason, other);
    }
}
