package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles memberships, and organisations themselves, as personal data. An erased person leaves their organisations; if
/// they were the only owner, the longest acting member becomes owner, so that the registrations of others stay. An
/// organisation without another member is erased with its last one.
@Singleton
final class MembershipDataHandler implements PersonalDataHandler {

    private final OrganisationRepository organisations;
    private final MembershipRepository memberships;
    private final OneTimeCodeService codes;
    private final MemberNoticeRepository notices;
    private final MembershipChangeService rosters;

    MembershipDataHandler(
            OrganisationRepository organisations,
            MembershipRepository memberships,
            OneTimeCodeService codes,
            MemberNoticeRepository notices,
            MembershipChangeService rosters) {
        this.organisations = organisations;
        this.memberships = memberships;
        this.codes = codes;
        this.notices = notices;
        this.rosters = rosters;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<Membership> own = memberships.findByPersons(List.of(person));
        if (own.isEmpty()) {
            return Map.of();
        }
        List<Long> ids = own.stream().map(Membership::organisation).toList();
        Map<Long, String> names = organisations.findNames(ids);
        Map<Membership, String> called = memberships.findNames(ids);
        List<Map<String, Object>> exported = new ArrayList<>();
        for (Membership m : own) {
            Map<String, Object> one = new LinkedHashMap<>();
            // A person who waits for admission knows only the name, from the invitation.
            one.put("organisation", names.get(m.organisation()));
            one.put("role", m.role().toWord());
            one.put("let_in", m.isActive());
            one.put("name_there", called.get(m));
            one.put("since", m.since());
            exported.add(one);
        }
        return Map.of("organisations", exported);
    }

    @Override
    public Set<Long> cascadesTo(long person) {
        List<Long> ids = memberships.findByPersons(List.of(person)).stream()
                .filter(Membership::isActive)
                .map(Membership::organisation)
                .toList();
        MembershipChanges roster = rosters.lockAndRead(ids);
        return ids.stream()
                .filter(id -> roster.membersOf(id).stream().noneMatch(m -> m.isActive() && m.person() != person))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public void eraseData(long subject, Instant now) {
        leave(subject, now);
        notices.deleteByPersonId(subject);
        List<Membership> members = memberships.findByOrganisations(List.of(subject));
        memberships.deleteMemberships(members);
        notices.deleteByOrganisationId(subject);
        organisations.deleteById(subject);
    }

    private void leave(long person, Instant now) {
        List<Membership> own = memberships.findByPersons(List.of(person));
        MembershipChanges roster =
                rosters.lockAndRead(own.stream().map(Membership::organisation).toList());
        for (Membership m : own) {
            boolean last = roster.isLastOwner(m);
            roster.removeMember(m, "member.erased", now);
            if (last) {
                heir(roster.membersOf(m.organisation())).ifPresent(heir -> {
                    roster.changeMember(heir.withRole(OrganisationRole.OWNER), "member.role", now);
                    roster.addNotice(heir, "member_role");
                });
            }
            codes.deleteIssued(InvitationService.INVITATION, m.organisation(), person);
        }
        rosters.saveChanges(roster, now);
    }

    /// The longest acting member; a viewer only if there is no other.
    private static Optional<Membership> heir(Collection<Membership> members) {
        return members.stream()
                .filter(Membership::isActive)
                .min(Comparator.comparing(Membership::role)
                        .thenComparing(Membership::since)
                        .thenComparing(Membership::person));
    }

    @Override
    public Set<Long> findWithCases(Collection<Long> persons) {
        return memberships.findByPersons(persons).stream()
                .map(Membership::person)
                .collect(Collectors.toSet());
    }

    /// An organisation is kept although its members are silent.
    @Override
    public Set<Long> findRetained(Collection<Long> persons) {
        return memberships.findByPersons(persons).stream()
                .filter(Membership::isActive)
                .map(Membership::person)
                .collect(Collectors.toSet());
    }
}
