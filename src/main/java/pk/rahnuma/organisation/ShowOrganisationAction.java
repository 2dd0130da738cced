package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;

/// `people.organisation`: shows the members of an organisation of the person, and the person's possible actions.
@Singleton
@Named("people.organisation")
public final class ShowOrganisationAction
        implements Action.Query<ShowOrganisationAction.In, ShowOrganisationAction.Out> {

    /// Input of the action.
    ///
    /// @param organisation its code; empty for the person's oldest membership
    public record In(String organisation) {}

    /// Result of the action.
    ///
    /// @param found false when the person is not a member, whether the organisation exists or not; then all else is
    ///     empty
    /// @param organisation its code
    /// @param role of the person
    /// @param unchecked whether the organisation has a number that staff have not checked yet
    /// @param members active members, the longest first
    /// @param others the same without the person, for owners; else empty
    /// @param waiting persons who wait for admission, for owners; else empty
    /// @param ways possible actions by code: `decide`, `invite`, `role`, `remove`, `leave`, and finally `nothing`
    public record Out(
            boolean found,
            String organisation,
            String name,
            String role,
            boolean unchecked,
            List<Member> members,
            List<Member> others,
            List<Member> waiting,
            List<AvailableAction> ways) {

        private static final Out NOT_FOUND =
                new Out(false, "", "", "", false, List.of(), List.of(), List.of(), List.of());
    }

    /// A member in the list.
    ///
    /// @param member a code, valid within the organisation
    /// @param name that they gave themselves
    /// @param own whether it is the person who asks
    public record Member(String member, String name, String role, Instant since, boolean own) {}

    /// A possible action.
    ///
    /// @param code in small letters; in words, the text `values.<code>`
    public record AvailableAction(String code) {}

    private final OrganisationRepository organisations;
    private final MembershipRepository memberships;
    private final MemberCodes codes;

    public ShowOrganisationAction(
            OrganisationRepository organisations, MembershipRepository memberships, MemberCodes codes) {
        this.organisations = organisations;
        this.memberships = memberships;
        this.codes = codes;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<Membership>> own =
                memberships
                        .findByPersons(requests.stream()
                                .map(Request::conversation)
                                .distinct()
                                .toList())
                        .stream()
                        .filter(Membership::isActive)
                        .collect(Collectors.groupingBy(Membership::person));
        List<Membership> chosen = new ArrayList<>();
        for (Request<In> request : requests) {
            chosen.add(chosen(
                    own.getOrDefault(request.conversation(), List.of()),
                    request.arguments().organisation()));
        }
        List<Long> ids = chosen.stream()
                .filter(Objects::nonNull)
                .map(Membership::organisation)
                .distinct()
                .toList();
        Map<Long, String> names = organisations.findNames(ids);
        Set<Long> unchecked = ids.isEmpty() ? Set.of() : organisations.findUnchecked(ids);
        Map<Long, List<Membership>> members =
                memberships.findByOrganisations(ids).stream().collect(Collectors.groupingBy(Membership::organisation));
        Map<Membership, String> called = new HashMap<>(memberships.findNames(ids));
        return chosen.stream()
                .map(me -> me == null
                        ? Out.NOT_FOUND
                        : out(
                                me,
                                names.get(me.organisation()),
                                unchecked.contains(me.organisation()),
                                members.get(me.organisation()),
                                called))
                .toList();
    }

    private static Membership chosen(List<Membership> own, String code) {
        if (code.isBlank()) {
            return own.isEmpty() ? null : own.getFirst();
        }
        return Organisation.fromCode(code)
                .flatMap(id -> own.stream().filter(m -> m.organisation() == id).findFirst())
                .orElse(null);
    }

    private Out out(
            Membership me, String name, boolean unchecked, List<Membership> all, Map<Membership, String> called) {
        List<Member> members = all.stream()
                .filter(Membership::isActive)
                .map(m -> member(m, me, called))
                .toList();
        List<Member> waiting = all.stream()
                .filter(m -> me.isOwner() && !m.isActive())
                .map(m -> member(m, me, called))
                .toList();
        List<Member> others =
                members.stream().filter(m -> me.isOwner() && !m.own()).toList();
        List<AvailableAction> ways = new ArrayList<>();
        if (!waiting.isEmpty()) {
            ways.add(new AvailableAction("decide"));
        }
        if (me.isOwner()) {
            ways.add(new AvailableAction("invite"));
        }
        if (!others.isEmpty()) {
            ways.add(new AvailableAction("role"));
            ways.add(new AvailableAction("remove"));
        }
        ways.add(new AvailableAction("leave"));
        ways.add(new AvailableAction("nothing"));
        return new Out(
                true,
                Organisation.toCode(me.organisation()),
                name,
                me.role().toWord(),
                unchecked,
                members,
                others,
                waiting,
                ways);
    }

    private Member member(Membership m, Membership me, Map<Membership, String> called) {
        return new Member(codes.codeOf(m), called.get(m), m.role().toWord(), m.since(), m.person() == me.person());
    }
}
