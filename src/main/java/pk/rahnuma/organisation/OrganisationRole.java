package pk.rahnuma.organisation;

import java.util.Locale;

/// Role of a member in an organisation.
public enum OrganisationRole {
    /// Like a representative; also manages the members.
    OWNER,
    /// Applies, answers, changes, withdraws.
    REPRESENTATIVE,
    /// Sees the status of applications.
    VIEWER;

    /// True when the member may act on applications and receives their notices.
    public boolean canAct() {
        return this != VIEWER;
    }

    /// Word for scripts and texts.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
