package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Optional;

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

    /// The membership of a person who turned out to be this member.
    ///
    /// @param known their own membership of the organisation; the higher role stays, but a request adds nothing to an
    ///     admission
    Membership joinedInto(long other, Optional<Membership> known) {
        Membership moved = new Membership(organisation, other, role, state, since);
        if (known.isEmpty()) {
            return moved;
        }
        if (known.get().isActive() != isActive()) {
            return isActive() ? moved : known.get();
        }
        OrganisationRole higher =
                role.compareTo(known.get().role()) < 0 ? role : known.get().role();
        Instant first =
                since.isBefore(known.get().since()) ? since : known.get().since();
        return new Membership(organisation, other, higher, state, first);
    }

    public Membership activatedAt(Instant now) {
        return new Membership(organisation, person, role, State.ACTIVE, now);
    }
}
