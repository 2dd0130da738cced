package pk.rahnuma.registration.form;

import pk.rahnuma.registration.Reason;

/// What the desk finds in an application by itself, for staff. A format that fits is not an identity that was checked
/// (domain.md 7).
///
/// @param about the answer's name
/// @param level how it looks
/// @param finding one line; it holds no value of an answer that is masked
/// @param reason the code that would fit if it proves true, or null
public record Check(String about, Level level, String finding, Reason reason) {

    public enum Level {
        /// Looks right.
        FITS,
        /// Somebody should look at it.
        LOOK,
        /// Cannot be right.
        WRONG
    }

    static Check fits(String about, String finding) {
        return new Check(about, Level.FITS, finding, null);
    }

    /// Somebody should look at it; `reason` may be null.
    public static Check look(String about, String finding, Reason reason) {
        return new Check(about, Level.LOOK, finding, reason);
    }

    static Check wrong(String about, String finding, Reason reason) {
        return new Check(about, Level.WRONG, finding, reason);
    }
}
