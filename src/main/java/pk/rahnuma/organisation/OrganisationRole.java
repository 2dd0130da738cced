package pk.rahnuma.organisation;

import java.util.Locale;

/// What a member may do for an organisation.
public enum OrganisationRole {
    /// What a representative may, and says who the members are.
    OWNER,
    /// Applies, answers, changes, withdraws.
    REPRESENTATIVE,
    /// Sees where applications stand.
    VIEWER;

    /// Whether they act on applications, and hear of what becomes of them.
    public boolean canAct() {
        return this != VIEWER;
    }

    /// As scripts and texts see it.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
