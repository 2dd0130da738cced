package pk.rahnuma.people.organisations;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.vault.Vault;

/// Who acts for which organisation, for rooms that let them. Takes part in the transaction that runs on the thread.
@Singleton
public final class Organisations {

    /// For how many one person may act.
    static final int OF_ONE_PERSON = 20;

    /// How many members one may have, those who wait included.
    static final int MEMBERS = 50;

    private final OrganisationRows rows;
    private final MembershipRows memberships;
    private final Audit audit;

    Organisations(OrganisationRows rows, MembershipRows memberships, Audit audit) {
        this.rows = rows;
        this.memberships = memberships;
        this.audit = audit;
    }

    /// An organisation that somebody wants to be made.
    ///
    /// @param name what is longer than 150 characters is cut
    /// @param secp number at SECP, and `ntn`: empty when it has none
    /// @param maker becomes its owner
    /// @param makersName what its members see of them
    public record Wish(String name, String secp, String ntn, long maker, String makersName) {

        OrganisationRows.Numbers numbers() {
            return new OrganisationRows.Numbers(secp, ntn);
        }
    }

    /// The roles of these persons: by person, by organisation. Who only waits has none.
    public Map<Long, Map<Long, Role>> roles(Collection<Long> persons) {
        Map<Long, Map<Long, Role>> found = new HashMap<>();
        memberships.ofPersons(persons).stream()
                .filter(Membership::active)
                .forEach(m ->
                        found.computeIfAbsent(m.person(), p -> new HashMap<>()).put(m.organisation(), m.role()));
        return found;
    }

    /// What each of these persons is a member of, by name.
    ///
    /// @param roles those that count
    Map<Long, List<Memberships.Item>> listed(Collection<Long> persons, Predicate<Role> roles) {
        Map<Long, Map<Long, Role>> found = roles(persons);
        Map<Long, String> names = names(
                found.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet()));
        Map<Long, List<Memberships.Item>> listed = new HashMap<>();
        found.forEach((person, own) -> listed.put(
                person,
                own.entrySet().stream()
                        .filter(each -> roles.test(each.getValue()))
                        .map(each -> new Memberships.Item(
                                Organisation.code(each.getKey()),
                                names.get(each.getKey()),
                                each.getValue().word()))
                        .sorted(Comparator.comparing(Memberships.Item::name)
                                .thenComparing(Memberships.Item::organisation))
                        .toList()));
        return listed;
    }

    /// Those who act for these organisations and are told what becomes of their applications, by organisation.
    public Map<Long, Set<Long>> acting(Collection<Long> organisations) {
        return memberships.ofOrganisations(organisations).stream()
                .filter(m -> m.active() && m.role().acts())
                .collect(Collectors.groupingBy(
                        Membership::organisation, Collectors.mapping(Membership::person, Collectors.toSet())));
    }

    /// The owner of each of these that has been a member for longest, by organisation.
    public Map<Long, Long> owners(Collection<Long> organisations) {
        Map<Long, Long> found = new HashMap<>();
        memberships.ofOrganisations(organisations).stream()
                .filter(Membership::owns)
                .forEach(m -> found.putIfAbsent(m.organisation(), m.person()));
        return found;
    }

    /// Names of organisations, by id; without those that are none.
    public Map<Long, String> names(Collection<Long> organisations) {
        return rows.names(organisations);
    }

    /// Holds these still until the transaction ends.
    public void lock(Collection<Long> organisations) {
        rows.lock(organisations);
    }

    /// Makes organisations; where the maker acts for one with one of its numbers already, it is that one.
    ///
    /// @return the ids in the order of the wishes; null for who acts for as many as they may
    public List<Long> make(List<Wish> wishes, Instant now) {
        Map<Long, Map<Long, Role>> roles =
                roles(wishes.stream().map(Wish::maker).distinct().toList());
        Map<Long, List<OrganisationRows.Numbers>> known = rows.having(
                roles.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet()),
                wishes.stream().map(Wish::numbers).toList());
        List<OrganisationRows.Fresh> fresh = new ArrayList<>();
        List<MembershipRows.Fresh> owners = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (Wish wish : wishes) {
            Map<Long, Role> own = roles.computeIfAbsent(wish.maker(), p -> new HashMap<>());
            Long same = own.entrySet().stream()
                    .filter(each -> each.getValue().acts())
                    .map(Map.Entry::getKey)
                    .filter(id -> !wish.numbers().none())
                    .filter(id -> known.getOrDefault(id, List.of()).contains(wish.numbers()))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            if (same != null || own.size() >= OF_ONE_PERSON) {
                ids.add(same);
                continue;
            }
            long id = Vault.newId();
            own.put(id, Role.OWNER);
            known.put(id, List.of(wish.numbers()));
            fresh.add(new OrganisationRows.Fresh(id, cut(wish.name()), wish.numbers(), now));
            owners.add(new MembershipRows.Fresh(
                    new Membership(id, wish.maker(), Role.OWNER, Membership.State.ACTIVE, now),
                    cut(wish.makersName())));
            ids.add(id);
        }
        if (!fresh.isEmpty()) {
            rows.insert(fresh);
            memberships.insert(owners);
            audit.append(owners.stream()
                    .map(one -> entry(one.membership(), "organisation.made", null, now))
                    .toList());
        }
        return ids;
    }

    static String cut(String name) {
        String plain = name.strip();
        return plain.substring(0, Math.min(Organisation.NAME, plain.length()));
    }

    /// A line in the chain of an organisation, about one of its members.
    static Entry entry(Membership membership, String what, String detail, Instant at) {
        return new Entry(membership.organisation(), "applicant", what, Long.toString(membership.person()), detail, at);
    }
}
