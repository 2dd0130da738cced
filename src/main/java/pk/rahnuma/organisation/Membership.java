package pk.rahnuma.organisation;

import java.time.Instant;

/// That somebody acts for an organisation, or asks to.
///
/// @param since when they were let in, or asked to be
record Membership(long organisation, long person, OrganisationRole role, State state, Instant since) {

    enum State {
        /// Has asked, with an invitation. Sees nothing yet.
        WAITING,
        ACTIVE
    }

    boolean active() {
        return state == State.ACTIVE;
    }

    boolean owns() {
        return active() && role == OrganisationRole.OWNER;
    }

    Membership as(OrganisationRole other) {
        return new Membership(organisation, person, other, state, since);
    }

    Membership letIn(Instant now) {
        return new Membership(organisation, person, role, State.ACTIVE, now);
    }
}
