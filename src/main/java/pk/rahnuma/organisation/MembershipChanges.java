package pk.rahnuma.organisation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;

/// Members of some organisations during a change, and its consequences. The organisations are locked;
/// [MembershipChangeService] reads and writes it.
public final class MembershipChanges {

    private final Map<Long, Map<Long, Membership>> members = new HashMap<>();
    final Map<Membership, String> added = new LinkedHashMap<>();
    final Map<List<Long>, Membership> changed = new LinkedHashMap<>();
    final Map<List<Long>, Membership> removed = new LinkedHashMap<>();
    final List<MemberNoticeRepository.Notice> notices = new ArrayList<>();
    final List<AuditEntry> auditEntries = new ArrayList<>();

    MembershipChanges(Collection<Membership> all) {
        all.forEach(m -> of(m.organisation()).put(m.person(), m));
    }

    private Map<Long, Membership> of(long organisation) {
        return members.computeIfAbsent(organisation, id -> new LinkedHashMap<>());
    }

    /// Members of an organisation, including those who wait, the longest first.
    public Collection<Membership> membersOf(long organisation) {
        return List.copyOf(of(organisation).values());
    }

    public Optional<Membership> findMember(long organisation, long person) {
        return Optional.ofNullable(of(organisation).get(person));
    }

    /// True when the organisation has no other owner.
    public boolean isLastOwner(Membership member) {
        return member.isOwner()
                && membersOf(member.organisation()).stream()
                                .filter(Membership::isOwner)
                                .count()
                        == 1;
    }

    /// Adds a member.
    ///
    /// @param name that they gave themselves
    public void addMember(Membership fresh, String name, Instant now) {
        of(fresh.organisation()).put(fresh.person(), fresh);
        added.put(fresh, name);
        log(fresh, "member.asked", now);
    }

    public void changeMember(Membership member, String what, Instant now) {
        of(member.organisation()).put(member.person(), member);
        changed.put(key(member), member);
        log(member, what, now);
    }

    public void removeMember(Membership member, String what, Instant now) {
        of(member.organisation()).remove(member.person());
        changed.remove(key(member));
        removed.put(key(member), member);
        log(member, what, now);
    }

    public void addNotice(Membership member, String key) {
        notices.add(MemberNoticeRepository.Notice.createFor(member, key, null));
    }

    /// Tells an owner who asks for admission.
    public void addRequestNotice(Membership owner, Membership asker) {
        notices.add(MemberNoticeRepository.Notice.createFor(owner, "member_asked", asker.person()));
    }

    /// Admits or declines a person who waits, and tells them.
    public void decideRequest(Membership asker, boolean approved, Instant now) {
        if (approved) {
            changeMember(asker.activatedAt(now), "member.approved", now);
        } else {
            removeMember(asker, "member.declined", now);
        }
        addNotice(asker, approved ? "member_approved" : "member_declined");
    }

    private void log(Membership member, String what, Instant now) {
        auditEntries.add(
                OrganisationService.auditEntry(member, what, member.role().toWord(), now));
    }

    private static List<Long> key(Membership member) {
        return List.of(member.organisation(), member.person());
    }
}
