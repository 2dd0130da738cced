package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeService;

/// `people.join`: the holder of an invitation asks for admission, which uses the invitation up. The owners are
/// notified; until one of them decides, the person has no access.
@Singleton
@Named("people.join")
public final class JoinOrganisationAction
        implements Action.Mutation<JoinOrganisationAction.In, JoinOrganisationAction.Out> {

    /// Input of the action.
    ///
    /// @param code as for `people.invited`
    /// @param name shown to the owner
    public record In(String code, String name) {}

    /// Result of the action.
    ///
    /// @param problem empty when done; `not_found` when the invitation was used in the meantime or has expired,
    ///     `member` when the person is a member or waits already, `full` when the organisation has its maximum of
    ///     members, or the person that of organisations
    public record Out(boolean done, String problem) {

        private static Out refused(String problem) {
            return new Out(false, problem);
        }
    }

    private final OneTimeCodeService codes;
    private final MembershipRepository memberships;
    private final MembershipChangeService rosters;

    public JoinOrganisationAction(
            OneTimeCodeService codes, MembershipRepository memberships, MembershipChangeService rosters) {
        this.codes = codes;
        this.memberships = memberships;
        this.rosters = rosters;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Instant now = requests.getFirst().now();
        Set<String> typed =
                requests.stream().map(request -> request.arguments().code()).collect(Collectors.toSet());
        MembershipChanges roster =
                rosters.lockAndRead(codes.findCodes(InvitationService.INVITATION, typed, now).values().stream()
                        .map(OneTimeCode::owner)
                        .distinct()
                        .toList());
        // Checked again, now under the lock.
        Map<String, OneTimeCode> left = codes.findCodes(InvitationService.INVITATION, typed, now);
        Map<Long, Integer> counts = new HashMap<>();
        memberships
                .findByPersons(
                        requests.stream().map(Request::conversation).distinct().toList())
                .forEach(m -> counts.merge(m.person(), 1, Integer::sum));
        Map<String, OneTimeCode> used = new HashMap<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            OneTimeCode invitation = left.get(request.arguments().code());
            if (invitation == null || used.containsKey(invitation.id())) {
                results.add(Out.refused("not_found"));
                continue;
            }
            Out out = join(roster, invitation, request, counts);
            if (out.done()) {
                used.put(invitation.id(), invitation);
            }
            results.add(out);
        }
        codes.deleteCodes(used.values());
        rosters.saveChanges(roster, now);
        return results;
    }

    private static Out join(
            MembershipChanges roster, OneTimeCode invitation, Request<In> request, Map<Long, Integer> counts) {
        long person = request.conversation();
        long organisation = invitation.owner();
        if (roster.findMember(organisation, person).isPresent()) {
            return Out.refused("member");
        }
        if (roster.membersOf(organisation).size() >= OrganisationService.MAX_MEMBERS
                || counts.getOrDefault(person, 0) >= OrganisationService.MAX_ORGANISATIONS_PER_PERSON) {
            return Out.refused("full");
        }
        counts.merge(person, 1, Integer::sum);
        Membership asker = new Membership(
                organisation, person, InvitationService.readRole(invitation), Membership.State.WAITING, request.now());
        roster.addMember(asker, OrganisationService.clipName(request.arguments().name()), request.now());
        roster.membersOf(organisation).stream()
                .filter(Membership::isOwner)
                .forEach(owner -> roster.addRequestNotice(owner, asker));
        return new Out(true, "");
    }
}
