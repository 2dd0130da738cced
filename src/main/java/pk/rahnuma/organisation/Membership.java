package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;

/// Membership of a person in an organisation, or a request for it.
///
/// @param since time of the admission, or of the request
@Introspected
public record Membership(
        @MappedProperty("organisation_id") long organisation,
        @MappedProperty("person_id") long person,
        OrganisationRole role,
        State state,
        Instant since) {

    public enum State {
        /// Requested, with an invitation. Gives no access yet.
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
