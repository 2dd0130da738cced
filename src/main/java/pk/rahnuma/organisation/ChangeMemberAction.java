package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;

/// `people.set_member`: an owner admits or declines a person, changes a member's role, or removes a member; or a member
/// leaves.
@Singleton
@Named("people.set_member")
public final class ChangeMemberAction implements Action.Mutation<ChangeMemberAction.In, ChangeMemberAction.Out> {

    /// Input of the action.
    ///
    /// @param organisation its code
    /// @param member code of `people.organisation`; empty for oneself
    /// @param to `approve`, `decline`, `remove`, or a role: `owner`, `representative`, `viewer`
    public record In(String organisation, String member, String to) {}

    /// Result of the action.
    ///
    /// @param problem empty when done; `not_possible` when the person may not do it, or the member no longer exists;
    ///     `last_owner` when the organisation would have no owner after that
    public record Out(boolean done, String problem) {

        private static final Out SUCCESS = new Out(true, "");
        private static final Out NOT_POSSIBLE = new Out(false, "not_possible");
        private static final Out LAST_OWNER = new Out(false, "last_owner");
    }

    private final MembershipChangeService rosters;
    private final MemberCodes codes;

    public ChangeMemberAction(MembershipChangeService rosters, MemberCodes codes) {
        this.rosters = rosters;
        this.codes = codes;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        MembershipChanges roster = rosters.lockAndRead(requests.stream()
                .map(request -> Organisation.fromCode(request.arguments().organisation()))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            results.add(set(roster, request));
        }
        rosters.saveChanges(roster, requests.getFirst().now());
        return results;
    }

    private Out set(MembershipChanges roster, Request<In> request) {
        In in = request.arguments();
        Optional<Membership> me =
                Organisation.fromCode(in.organisation()).flatMap(id -> roster.findMember(id, request.conversation()));
        Optional<Membership> member = in.member().isEmpty()
                ? me
                : me.flatMap(mine -> roster.membersOf(mine.organisation()).stream()
                        .filter(each -> codes.codeOf(each).equals(in.member()))
                        .findFirst());
        if (member.isEmpty()) {
            return Out.NOT_POSSIBLE;
        }
        boolean self = member.get().equals(me.get());
        if (!me.get().isOwner() && !(self && in.to().equals("remove"))) {
            return Out.NOT_POSSIBLE;
        }
        return switch (in.to()) {
            case "approve", "decline" -> decide(roster, member.get(), in.to().equals("approve"), request.now());
            case "remove" -> remove(roster, member.get(), self, request.now());
            case "owner", "representative", "viewer" ->
                role(
                        roster,
                        member.get(),
                        OrganisationRole.valueOf(in.to().toUpperCase(Locale.ROOT)),
                        self,
                        request.now());
            default -> Out.NOT_POSSIBLE;
        };
    }

    private static Out decide(MembershipChanges roster, Membership member, boolean approved, Instant now) {
        if (member.isActive()) {
            return Out.NOT_POSSIBLE;
        }
        roster.decideRequest(member, approved, now);
        return Out.SUCCESS;
    }

    private static Out remove(MembershipChanges roster, Membership member, boolean self, Instant now) {
        if (roster.isLastOwner(member)) {
            return Out.LAST_OWNER;
        }
        if (!member.isActive() && !self) {
            return Out.NOT_POSSIBLE;
        }
        roster.removeMember(member, self ? "member.left" : "member.removed", now);
        if (!self) {
            roster.addNotice(member, "member_removed");
        }
        return Out.SUCCESS;
    }

    private static Out role(
            MembershipChanges roster, Membership member, OrganisationRole role, boolean self, Instant now) {
        if (!member.isActive() || member.role() == role) {
            return Out.NOT_POSSIBLE;
        }
        if (roster.isLastOwner(member)) {
            return Out.LAST_OWNER;
        }
        roster.changeMember(member.withRole(role), "member.role", now);
        if (!self) {
            roster.addNotice(member, "member_role");
        }
        return Out.SUCCESS;
    }
}
