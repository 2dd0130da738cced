package pk.rahnuma.registration;

/// Party that makes a transition.
public enum TransitionActor {
    APPLICANT,
    STAFF,
    /// Time, and automatic steps of the desk.
    CLOCK,
    /// A list of registrations that were made elsewhere.
    IMPORT;

    /// Name in the history of a party without a name of its own.
    public String historyName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// True when the history uses this name for a party, not for a member of staff.
    public static boolean isPartyName(String name) {
        return name.equals(APPLICANT.historyName())
                || name.equals(CLOCK.historyName())
                || name.equals(IMPORT.historyName());
    }
}
