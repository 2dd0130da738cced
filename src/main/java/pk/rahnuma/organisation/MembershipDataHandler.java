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
import pk.rahnuma.vault.PersonalDataHandler;

/// What a person acts for, and an organisation itself. Who is erased leaves their organisations; where they were the
/// only owner, whoever has acted for it longest takes over, so that the registrations of others go on. An organisation
/// that has no other member is erased with its last one.
@Singleton
final class MembershipDataHandler implements PersonalDataHandler {

    private final OrganisationRepository organisations;
    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final MemberNoticeRepository notices;
    private final MembershipChangeService rosters;

    MembershipDataHandler(
            OrganisationRepository organisations,
            MembershipRepository memberships,
            InvitationRepository invitations,
            MemberNoticeRepository notices,
            MembershipChangeService rosters) {
        this.organisations = organisations;
        this.memberships = memberships;
        this.invitations = invitations;
        this.notices = notices;
        this.rosters = rosters;
    }

    @Override
    public LockOrder place() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> tell(long person) {
        List<Membership> own = memberships.ofPersons(List.of(person));
        if (own.isEmpty()) {
            return Map.of();
        }
        List<Long> ids = own.stream().map(Membership::organisation).toList();
        Map<Long, String> names = organisations.names(ids);
        Map<Membership, String> called = memberships.names(ids);
        List<Map<String, Object>> told = new ArrayList<>();
        for (Membership m : own) {
            Map<String, Object> one = new LinkedHashMap<>();
            // Who is not let in yet may know no more than the invitation said: the name.
            one.put("organisation", names.get(m.organisation()));
            one.put("role", m.role().word());
            one.put("let_in", m.active());
            one.put("name_there", called.get(m));
            one.put("since", m.since());
            told.add(one);
        }
        return Map.of("organisations", told);
    }

    @Override
    public Set<Long> takesAlong(long person) {
        List<Long> ids = memberships.ofPersons(List.of(person)).stream()
                .filter(Membership::active)
                .map(Membership::organisation)
                .toList();
        MembershipChanges roster = rosters.lock(ids);
        return ids.stream()
                .filter(id -> roster.all(id).stream().noneMatch(m -> m.active() && m.person() != person))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public void erase(long subject, Instant now) {
        leave(subject, now);
        notices.deleteOfPerson(subject);
        List<Membership> members = memberships.ofOrganisations(List.of(subject));
        memberships.delete(members);
        invitations.deleteOfOrganisation(subject);
        notices.deleteOfOrganisation(subject);
        organisations.delete(subject);
    }

    private void leave(long person, Instant now) {
        List<Membership> own = memberships.ofPersons(List.of(person));
        MembershipChanges roster =
                rosters.lock(own.stream().map(Membership::organisation).toList());
        for (Membership m : own) {
            boolean last = roster.isLastOwner(m);
            roster.remove(m, "member.erased", now);
            if (last) {
                heir(roster.all(m.organisation())).ifPresent(heir -> {
                    roster.change(heir.as(OrganisationRole.OWNER), "member.role", now);
                    roster.tell(heir, "member_role");
                });
            }
            invitations.deleteOfMaker(m.organisation(), person);
        }
        rosters.write(roster, now);
    }

    /// Who has acted longest; a viewer only where there is nobody else.
    private static Optional<Membership> heir(Collection<Membership> members) {
        return members.stream()
                .filter(Membership::active)
                .min(Comparator.comparing(Membership::role)
                        .thenComparing(Membership::since)
                        .thenComparing(Membership::person));
    }

    @Override
    public Set<Long> withCases(Collection<Long> persons) {
        return memberships.ofPersons(persons).stream().map(Membership::person).collect(Collectors.toSet());
    }

    /// An organisation outlasts the silence of its members.
    @Override
    public Set<Long> stillNeeded(Collection<Long> persons) {
        return memberships.ofPersons(persons).stream()
                .filter(Membership::active)
                .map(Membership::person)
                .collect(Collectors.toSet());
    }

    @Override
    public int tidy(Instant now, int most) {
        return invitations.prune(now, most);
    }
}
