package pk.rahnuma.staff;

import pk.rahnuma.shared.DomainException;

/// An action on accounts is refused. The message is one English line that says what is expected, without secrets;
/// [#reason] selects the text in other languages.
public final class StaffException extends DomainException {
    private static final long serialVersionUID = 1L;

    /// Reason of the refusal.
    public enum Reason {
        /// The caller's role does not allow it, or their account is disabled.
        NOT_ALLOWED("your role does not allow this"),
        NO_SUCH_MEMBER("there is no such member of staff"),
        NAME_UNFIT("expected a name of letters, digits, spaces and . - _ ' of one script, at most 100 characters, and"
                + " none that history keeps for others"),
        NAME_TAKEN("another member has this name already"),
        NO_ROLE("expected at least one role"),
        AUDITOR_ALONE("an auditor only reads: expected no other role beside it"),
        LANGUAGE_UNKNOWN("expected languages among en, ur, ur-Latn"),
        TOPIC_UNFIT("expected topics of small letters, digits, - and _"),
        /// Changes of one's own role, or disabling or resetting oneself.
        OWN_ACCOUNT("you cannot change the role of your own account, or disable or reset it"),
        LAST_ADMINISTRATOR("the last administrator must stay one"),
        LINK_OVER("this link was used already, or its time is over"),
        PASSWORD_SHORT("expected a password of at least " + PasswordRules.MIN_LENGTH + " characters"),
        PASSWORD_LONG("expected a password of at most " + PasswordRules.MAX_LENGTH + " characters"),
        PASSWORD_EASY("expected a password that is harder to guess: not the name, no common words, no few characters"
                + " again and again"),
        PASSWORD_WRONG("the present password is not right"),
        CODE_WRONG("the code is not right, or was used already"),
        /// The time to set up a second factor is over.
        FACTOR_OVER("that took too long: begin again"),
        TOO_MANY_FAILURES("too many failures: try again in some minutes"),
        /// Too many passwords are being checked at the moment.
        BUSY("too many people sign in just now: try again in a moment");

        private final String line;

        Reason(String line) {
            this.line = line;
        }

        /// The message in English.
        public String toText() {
            return line;
        }
    }

    private final Reason reason;

    public StaffException(Reason reason) {
        super(reason.toText());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
