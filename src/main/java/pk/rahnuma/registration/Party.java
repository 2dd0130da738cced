package pk.rahnuma.registration;

/// Who moves an application.
public enum Party {
    APPLICANT,
    STAFF,
    /// Time itself, and what the desk does by itself.
    CLOCK;

    /// As the history names the two that have no name of their own.
    String who() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
