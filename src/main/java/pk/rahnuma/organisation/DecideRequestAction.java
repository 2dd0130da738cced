package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;

/// `people.decide_request`: an owner admits or declines a person by a button of the notice about the request. A request
/// is decided once; after that the result tells what became of it.
@Singleton
@Named("people.decide_request")
public final class DecideRequestAction implements Action.Mutation<DecideRequestAction.In, DecideRequestAction.Out> {

    /// Beginning of a request that is approved.
    public static final String APPROVE = "approve";
    /// Beginning of a request that is declined.
    public static final String DECLINE = "decline";

    private static final String SEPARATOR = "-";

    /// Input of the action.
    ///
    /// @param request `approve-` or `decline-`, and the code of the person who asks
    public record In(String request) {}

    /// Result of the action.
    ///
    /// @param status `approved` or `declined` now; `member` when the person was let in before; `gone` when no request
    /// has
    ///     this code, or the person who decides is no owner; then all else is empty
    /// @param name that the person gave themselves
    /// @param organisation its name
    /// @param role of the person
    public record Out(String status, String name, String organisation, String role) {

        private static final Out GONE = new Out("gone", "", "", "");
    }

    private final MembershipChangeService rosters;
    private final MembershipRepository memberships;
    private final OrganisationRepository organisations;
    private final MemberCodes codes;

    public DecideRequestAction(
            MembershipChangeService rosters,
            MembershipRepository memberships,
            OrganisationRepository organisations,
            MemberCodes codes) {
        this.rosters = rosters;
        this.memberships = memberships;
        this.organisations = organisations;
        this.codes = codes;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<Long>> owned =
                memberships
                        .findByPersons(requests.stream()
                                .map(Request::conversation)
                                .distinct()
                                .toList())
                        .stream()
                        .filter(Membership::isOwner)
                        .collect(Collectors.groupingBy(
                                Membership::person, Collectors.mapping(Membership::organisation, Collectors.toList())));
        List<Long> locked =
                owned.values().stream().flatMap(Collection::stream).distinct().toList();
        MembershipChanges roster = rosters.lockAndRead(locked);
        Map<Long, String> organisationNames = locked.isEmpty() ? Map.of() : organisations.findNames(locked);
        Map<Membership, String> names = memberships.findNames(locked);
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            String[] parts = request.arguments().request().split(SEPARATOR, 2);
            results.add(findMember(roster, owned.getOrDefault(request.conversation(), List.of()), request, parts[1])
                    .map(member -> {
                        String status = decide(roster, member, parts[0].equals(APPROVE), request);
                        return new Out(
                                status,
                                nameOf(member, names),
                                organisationNames.get(member.organisation()),
                                member.role().toWord());
                    })
                    .orElse(Out.GONE));
        }
        rosters.saveChanges(roster, requests.getFirst().now());
        return results;
    }

    /// The member with this code of an organisation that the person owns, read under its lock.
    private Optional<Membership> findMember(
            MembershipChanges roster, List<Long> organisations, Request<In> request, String code) {
        return organisations.stream()
                .filter(id -> roster.findMember(id, request.conversation())
                        .filter(Membership::isOwner)
                        .isPresent())
                .flatMap(id -> roster.membersOf(id).stream())
                .filter(member -> codes.codeOf(member).equals(code))
                .findFirst();
    }

    private static String decide(MembershipChanges roster, Membership member, boolean approved, Request<In> request) {
        if (member.isActive()) {
            return "member";
        }
        roster.decideRequest(member, approved, request.now());
        return approved ? "approved" : "declined";
    }

    private static String nameOf(Membership member, Map<Membership, String> names) {
        return names.entrySet().stream()
                .filter(named -> named.getKey().organisation() == member.organisation()
                        && named.getKey().person() == member.person())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
