package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Roles of persons in organisations, for the packages that check them. Takes part in the transaction of the thread.
@Singleton
public final class OrganisationService {

    /// Maximum organisations of one person.
    public static final int MAX_ORGANISATIONS_PER_PERSON = 20;

    /// Maximum members of an organisation, including those who wait.
    public static final int MAX_MEMBERS = 50;

    /// Period in which repeated views by one member count as one.
    private static final Duration VIEW_AUDIT_INTERVAL = Duration.ofMinutes(30);

    private final OrganisationRepository rows;
    private final MembershipRepository memberships;
    private final AuditLog audit;

    OrganisationService(OrganisationRepository rows, MembershipRepository memberships, AuditLog audit) {
        this.rows = rows;
        this.memberships = memberships;
        this.audit = audit;
    }

    /// An organisation to be created.
    ///
    /// @param name cut after 150 characters
    /// @param secp number at SECP; empty when it has none
    /// @param ntn tax number; empty when it has none
    /// @param maker becomes its owner
    /// @param makersName shown to its members
    public record OrganisationRequest(String name, String secp, String ntn, long maker, String makersName) {

        RegistrationNumbers registrationNumbers() {
            return new RegistrationNumbers(secp, ntn);
        }
    }

    /// Roles of these persons: by person, by organisation. A person who waits has none; a key acts as a representative
    /// of its organisation.
    public Map<Long, Map<Long, OrganisationRole>> findRoles(Collection<Long> persons) {
        Map<Long, Map<Long, OrganisationRole>> organisationRoles = new HashMap<>();
        memberships.findActing(persons).stream()
                .filter(Membership::isActive)
                .forEach(m -> organisationRoles
                        .computeIfAbsent(m.person(), p -> new HashMap<>())
                        .put(m.organisation(), m.role()));
        return organisationRoles;
    }

    /// Organisations without another member, by person; they are deleted with the data of the person.
    public Map<Long, Set<Long>> findSoleMemberships(Collection<Long> persons) {
        Map<Long, Set<Long>> own = memberships.findByPersons(persons).stream()
                .filter(Membership::isActive)
                .collect(Collectors.groupingBy(
                        Membership::person, Collectors.mapping(Membership::organisation, Collectors.toSet())));
        Map<Long, Long> members =
                memberships
                        .findByOrganisations(
                                own.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                        .stream()
                        .filter(Membership::isActive)
                        .collect(Collectors.groupingBy(Membership::organisation, Collectors.counting()));
        own.values().forEach(organisations -> organisations.removeIf(each -> members.get(each) > 1));
        return own;
    }

    /// Organisations of each of these persons, sorted by name.
    ///
    /// @param roles that count
    public Map<Long, List<ListOrganisationsAction.Item>> listByName(
            Collection<Long> persons, Predicate<OrganisationRole> roles) {
        Map<Long, Map<Long, OrganisationRole>> found = findRoles(persons);
        Map<Long, String> names = findNames(
                found.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet()));
        Map<Long, List<ListOrganisationsAction.Item>> listed = new HashMap<>();
        found.forEach((person, own) -> listed.put(
                person,
                own.entrySet().stream()
                        .filter(each -> roles.test(each.getValue()))
                        .map(each -> new ListOrganisationsAction.Item(
                                Organisation.toCode(each.getKey()),
                                names.get(each.getKey()),
                                each.getValue().toWord()))
                        .sorted(Comparator.comparing(ListOrganisationsAction.Item::name)
                                .thenComparing(ListOrganisationsAction.Item::organisation))
                        .toList()));
        return listed;
    }

    /// Members who act for these organisations and receive notices about their applications, by organisation.
    public Map<Long, Set<Long>> findActingMembers(Collection<Long> organisations) {
        return memberships.findByOrganisations(organisations).stream()
                .filter(m -> m.isActive() && m.role().canAct())
                .collect(Collectors.groupingBy(
                        Membership::organisation, Collectors.mapping(Membership::person, Collectors.toSet())));
    }

    /// The longest owner of each of these, by organisation.
    public Map<Long, Long> findOwners(Collection<Long> organisations) {
        Map<Long, Long> found = new HashMap<>();
        memberships.findByOrganisations(organisations).stream()
                .filter(Membership::isOwner)
                .forEach(m -> found.putIfAbsent(m.organisation(), m.person()));
        return found;
    }

    /// Names of organisations by id, without those that do not exist.
    public Map<Long, String> findNames(Collection<Long> organisations) {
        return rows.findNames(organisations);
    }

    /// Tax numbers among these that these organisations have, by the organisation's code.
    public Map<String, Set<String>> findTaxNumbers(Set<String> codes, Set<String> ntns) {
        List<Long> ids = codes.stream()
                .map(Organisation::fromCode)
                .flatMap(Optional::stream)
                .toList();
        return rows
                .findByNumbers(
                        ids,
                        ntns.stream()
                                .map(ntn -> new RegistrationNumbers("", ntn))
                                .toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        each -> Organisation.toCode(each.getKey()),
                        each -> each.getValue().stream()
                                .map(RegistrationNumbers::ntn)
                                .collect(Collectors.toSet())));
    }

    /// Locks these organisations until the transaction ends.
    public void lockOrganisations(Collection<Long> organisations) {
        rows.lockOrganisations(organisations);
    }

    /// Locks an organisation until the transaction ends.
    ///
    /// @param organisation its code
    public void lockOrganisation(String organisation) {
        Organisation.fromCode(organisation).ifPresent(id -> rows.lockOrganisations(List.of(id)));
    }

    /// Records that a member reads who the members are, at most once in half an hour.
    ///
    /// @param organisation its code
    public void auditMembersView(String organisation, long member, Instant now) {
        Organisation.fromCode(organisation).ifPresent(id -> {
            rows.lockOrganisations(List.of(id));
            audit.appendOnce(
                    new AuditEntry(id, "applicant", "member.viewed", Long.toString(member), null, now),
                    now.minus(VIEW_AUDIT_INTERVAL));
        });
    }

    /// Creates organisations. If the maker already acts for one with one of the numbers, that one is returned.
    ///
    /// @return the ids in the order of the requests; null for a maker with the maximum number of organisations, and for
    ///     a key, which acts for its own only
    public List<Long> createOrganisations(List<OrganisationRequest> wishes, Instant now) {
        List<Long> makers =
                wishes.stream().map(OrganisationRequest::maker).distinct().toList();
        Map<Long, Map<Long, OrganisationRole>> roles = findRoles(makers);
        Map<Long, List<RegistrationNumbers>> known = new HashMap<>(rows.findByNumbers(
                roles.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet()),
                wishes.stream().map(OrganisationRequest::registrationNumbers).toList()));
        Set<Long> keys = makers.isEmpty() ? Set.of() : memberships.findKeys(makers);
        List<OrganisationRepository.NewOrganisation> fresh = new ArrayList<>();
        List<MembershipRepository.NewMembership> owners = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (OrganisationRequest wish : wishes) {
            Map<Long, OrganisationRole> own = roles.computeIfAbsent(wish.maker(), p -> new HashMap<>());
            Long same = own.entrySet().stream()
                    .filter(each -> each.getValue().canAct())
                    .map(Map.Entry::getKey)
                    .filter(id -> !wish.registrationNumbers().isEmpty())
                    .filter(id -> known.getOrDefault(id, List.of()).contains(wish.registrationNumbers()))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            if (same != null || keys.contains(wish.maker()) || own.size() >= MAX_ORGANISATIONS_PER_PERSON) {
                ids.add(same);
                continue;
            }
            long id = SubjectEncryptionService.newId();
            own.put(id, OrganisationRole.OWNER);
            known.put(id, List.of(wish.registrationNumbers()));
            fresh.add(new OrganisationRepository.NewOrganisation(
                    id, clipName(wish.name()), wish.registrationNumbers(), null, now));
            owners.add(new MembershipRepository.NewMembership(
                    new Membership(id, wish.maker(), OrganisationRole.OWNER, Membership.State.ACTIVE, now),
                    clipName(wish.makersName())));
            ids.add(id);
        }
        if (!fresh.isEmpty()) {
            rows.insertOrganisations(fresh);
            memberships.insertMemberships(owners);
            audit.appendEntries(owners.stream()
                    .map(one -> auditEntry(one.membership(), "organisation.made", null, now))
                    .toList());
        }
        return ids;
    }

    /// Creates an organisation without members, whose numbers are known to be its own.
    ///
    /// @param name cut after 150 characters
    /// @param secp number at SECP; empty when it has none
    /// @param ntn tax number; empty when it has none
    /// @return the id
    public long createListed(String name, String secp, String ntn, Instant now) {
        long id = SubjectEncryptionService.newId();
        rows.insertOrganisations(List.of(new OrganisationRepository.NewOrganisation(
                id, clipName(name), new RegistrationNumbers(secp, ntn), now, now)));
        return id;
    }

    /// Organisations that are known to have one of these numbers, the oldest first.
    public List<Long> findChecked(String secp, String ntn, int limit) {
        RegistrationNumbers numbers = new RegistrationNumbers(secp, ntn);
        return rows.findChecked(0, rows.hashSecp(numbers), rows.hashNtn(numbers), limit);
    }

    public static String clipName(String name) {
        String plain = name.strip();
        return plain.substring(0, Math.min(Organisation.MAX_NAME_LENGTH, plain.length()));
    }

    /// Audit entry in the chain of an organisation, about one of its members.
    public static AuditEntry auditEntry(Membership membership, String what, String detail, Instant at) {
        return new AuditEntry(
                membership.organisation(), "applicant", what, Long.toString(membership.person()), detail, at);
    }
}
