package pk.rahnuma.people.organisations;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import pk.rahnuma.audit.Audit;

/// Reads who the members of organisations are, to change that, and writes what was changed: a few statements, however
/// many members.
@Singleton
final class Rosters {

    private final OrganisationRows organisations;
    private final MembershipRows memberships;
    private final NoticeRows notices;
    private final Audit audit;

    Rosters(OrganisationRows organisations, MembershipRows memberships, NoticeRows notices, Audit audit) {
        this.organisations = organisations;
        this.memberships = memberships;
        this.notices = notices;
        this.audit = audit;
    }

    /// Holds these organisations still until the transaction ends. Their members are read after that.
    Roster lock(Collection<Long> ids) {
        Set<Long> locked = organisations.lock(ids);
        return new Roster(memberships.ofOrganisations(locked));
    }

    void write(Roster roster, Instant now) {
        // Somebody who left may have come back in the same batch.
        memberships.delete(roster.gone.values());
        if (!roster.added.isEmpty()) {
            memberships.insert(roster.added.entrySet().stream()
                    .map(each -> new MembershipRows.Fresh(each.getKey(), each.getValue()))
                    .toList());
        }
        memberships.update(roster.changed.values());
        notices.insert(roster.notices, now);
        audit.append(roster.entries);
    }
}
