package pk.rahnuma.organisation;

import java.time.Instant;

/// That somebody acts for an organisation, or asks to.
///
/// @param since when they were let in, or asked to be
public record Membership(long organisation, long person, OrganisationRole role, State state, Instant since) {

    public enum State {
        /// Has asked, with an invitation. Sees nothing yet.
        WAITING,
        ACTIVE
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    public boolean isOwner() {
        return isActive() && role == OrganisationRole.OWNER;
    }

    public Membership withRole(OrganisationRole other) {
        return new Membership(organisation, person, other, state, since);
    }

    public Membership activatedAt(Instant now) {
        return new Membership(organisation, person, role, State.ACTIVE, now);
    }
}
