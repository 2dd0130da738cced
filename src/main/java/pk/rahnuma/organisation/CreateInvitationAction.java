package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.DeepLinkProvider;

/// `people.invite`: an owner makes an invitation, for one person, good for seven days. Whoever holds it can ask to be
/// let in; an owner decides about that.
@Singleton
@Named("people.invite")
public final class CreateInvitationAction
        implements Action.Mutation<CreateInvitationAction.In, CreateInvitationAction.Out> {

    /// @param organisation its code
    /// @param role `representative` or `viewer`
    public record In(String organisation, String role) {}

    /// @param problem empty when done; `not_allowed` when the person does not own it, whether there is one or not;
    ///     `full` when members and open invitations are as many as there may be
    /// @param code of the invitation, to be typed
    /// @param telegram a link to the same on Telegram; empty where that is off
    /// @param page a link to the same on the chat page; empty where the desk does not know its own address
    /// @param expires when it is over; null when not done
    public record Out(boolean done, String problem, String code, String telegram, String page, Instant expires) {

        private static Out refused(String problem) {
            return new Out(false, problem, "", "", "", null);
        }
    }

    private static final Map<String, OrganisationRole> ROLES = Map.of(
            OrganisationRole.REPRESENTATIVE.word(),
            OrganisationRole.REPRESENTATIVE,
            OrganisationRole.VIEWER.word(),
            OrganisationRole.VIEWER);

    private final MembershipChangeService rosters;
    private final InvitationRepository invitations;
    private final Collection<DeepLinkProvider> doorways;
    private final AuditLog audit;

    CreateInvitationAction(
            MembershipChangeService rosters,
            InvitationRepository invitations,
            Collection<DeepLinkProvider> doorways,
            AuditLog audit) {
        this.rosters = rosters;
        this.invitations = invitations;
        this.doorways = doorways;
        this.audit = audit;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        List<Long> ids = requests.stream()
                .map(request -> Organisation.id(request.arguments().organisation()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        MembershipChanges roster = rosters.lock(ids);
        Map<Long, Integer> open =
                new HashMap<>(invitations.open(ids, requests.getFirst().now()));
        List<InvitationRepository.NewInvitation> fresh = new ArrayList<>();
        List<AuditEntry> entries = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            OrganisationRole role = ROLES.get(request.arguments().role());
            Optional<Membership> me = Organisation.id(request.arguments().organisation())
                    .flatMap(id -> roster.find(id, request.conversation()))
                    .filter(Membership::owns);
            if (me.isEmpty() || role == null) {
                results.add(Out.refused("not_allowed"));
                continue;
            }
            long id = me.get().organisation();
            if (roster.all(id).size() + open.getOrDefault(id, 0) >= OrganisationService.MEMBERS) {
                results.add(Out.refused("full"));
                continue;
            }
            open.merge(id, 1, Integer::sum);
            InvitationRepository.NewInvitation made = new InvitationRepository.NewInvitation(
                    InvitationRepository.token(),
                    new InvitationRepository.Invitation(id, role, request.now().plus(InvitationRepository.VALID)),
                    request.conversation(),
                    request.now());
            fresh.add(made);
            entries.add(OrganisationService.entry(me.get(), "member.invited", role.word(), request.now()));
            results.add(out(made));
        }
        invitations.insert(fresh);
        audit.append(entries);
        return results;
    }

    private Out out(InvitationRepository.NewInvitation made) {
        return new Out(
                true,
                "",
                made.token(),
                link(Channel.TELEGRAM, made.token()),
                link(Channel.WEB, made.token()),
                made.invitation().expires());
    }

    private String link(Channel channel, String token) {
        return doorways.stream()
                .filter(doorway -> doorway.channel() == channel)
                .flatMap(doorway -> doorway.link("join", token).stream())
                .findFirst()
                .orElse("");
    }
}
