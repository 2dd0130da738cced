package pk.rahnuma.registration.form;

import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Remark;

/// What the desk finds in an application by itself, for staff. A format that fits is not an identity that was checked
/// (domain.md 7).
///
/// @param about the answer's name
/// @param level how it looks
/// @param finding what was found; it holds no value of an answer that is masked
/// @param reason the code that would fit if it proves true, or null
/// @param other another application that it is about, or null
public record Check(String about, Level level, Remark finding, Reason reason, Reference other) {

    public enum Level {
        /// Looks right.
        FITS,
        /// Somebody should look at it.
        LOOK,
        /// Cannot be right.
        WRONG
    }

    static Check fits(String about, Remark finding) {
        return new Check(about, Level.FITS, finding, null, null);
    }

    /// Somebody should look at it; `reason` may be null.
    public static Check look(String about, Remark finding, Reason reason) {
        return new Check(about, Level.LOOK, finding, reason, null);
    }

    static Check wrong(String about, Remark finding, Reason reason) {
        return new Check(about, Level.WRONG, finding, reason, null);
    }

    /// The same, naming the other application that it is about.
    public Check of(Reference other) {
        return new Check(about, level, finding, reason, other);
    }
}
