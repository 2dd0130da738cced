package pk.rahnuma.registration;

/// Who moves an application.
public enum TransitionActor {
    APPLICANT,
    STAFF,
    /// Time itself, and what the desk does by itself.
    CLOCK;

    /// As the history names the two that have no name of their own.
    public String historyName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether history means one of these by a name, and nobody of the staff.
    public static boolean isPartyName(String who) {
        return who.equals(APPLICANT.historyName()) || who.equals(CLOCK.historyName());
    }
}
