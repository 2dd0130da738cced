package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import pk.rahnuma.audit.AuditLog;

/// Reads the members of organisations for a change and writes the changes: a few statements, however many members.
@Singleton
public final class MembershipChangeService {

    private final OrganisationRepository organisations;
    private final MembershipRepository memberships;
    private final MemberNoticeRepository notices;
    private final AuditLog audit;

    MembershipChangeService(
            OrganisationRepository organisations,
            MembershipRepository memberships,
            MemberNoticeRepository notices,
            AuditLog audit) {
        this.organisations = organisations;
        this.memberships = memberships;
        this.notices = notices;
        this.audit = audit;
    }

    /// Locks these organisations until the transaction ends, then reads their members.
    public MembershipChanges lockAndRead(Collection<Long> ids) {
        Set<Long> locked = organisations.lockOrganisations(ids);
        return new MembershipChanges(memberships.findByOrganisations(locked));
    }

    /// True when the person owns the organisation, without a lock.
    boolean isOwner(long organisation, long person) {
        return memberships.findByPersons(List.of(person)).stream()
                .anyMatch(member -> member.organisation() == organisation && member.isOwner());
    }

    public void saveChanges(MembershipChanges roster, Instant now) {
        // A person who left may have come back in the same batch.
        memberships.deleteMemberships(roster.removed.values());
        if (!roster.added.isEmpty()) {
            memberships.insertMemberships(roster.added.entrySet().stream()
                    .map(each -> new MembershipRepository.NewMembership(each.getKey(), each.getValue()))
                    .toList());
        }
        memberships.updateMemberships(roster.changed.values());
        notices.insertNotices(roster.notices, now);
        audit.appendEntries(roster.auditEntries);
    }
}
