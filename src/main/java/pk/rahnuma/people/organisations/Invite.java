package pk.rahnuma.people.organisations;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Doorway;

/// `people.invite`: an owner makes an invitation, for one person, good for seven days. Whoever holds it can ask to be
/// let in; an owner decides about that.
@Singleton
@Named("people.invite")
public final class Invite implements Action.Act<Invite.In, Invite.Out> {

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

    private static final Map<String, Role> ROLES =
            Map.of(Role.REPRESENTATIVE.word(), Role.REPRESENTATIVE, Role.VIEWER.word(), Role.VIEWER);

    private final Rosters rosters;
    private final InvitationRows invitations;
    private final Collection<Doorway> doorways;
    private final Audit audit;

    Invite(Rosters rosters, InvitationRows invitations, Collection<Doorway> doorways, Audit audit) {
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
        Roster roster = rosters.lock(ids);
        Map<Long, Integer> open =
                new HashMap<>(invitations.open(ids, requests.getFirst().now()));
        List<InvitationRows.Fresh> fresh = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            Role role = ROLES.get(request.arguments().role());
            Optional<Membership> me = Organisation.id(request.arguments().organisation())
                    .flatMap(id -> roster.find(id, request.conversation()))
                    .filter(Membership::owns);
            if (me.isEmpty() || role == null) {
                results.add(Out.refused("not_allowed"));
                continue;
            }
            long id = me.get().organisation();
            if (roster.all(id).size() + open.getOrDefault(id, 0) >= Organisations.MEMBERS) {
                results.add(Out.refused("full"));
                continue;
            }
            open.merge(id, 1, Integer::sum);
            InvitationRows.Fresh made = new InvitationRows.Fresh(
                    InvitationRows.token(),
                    new InvitationRows.Invitation(id, role, request.now().plus(InvitationRows.VALID)),
                    request.conversation(),
                    request.now());
            fresh.add(made);
            entries.add(Organisations.entry(me.get(), "member.invited", role.word(), request.now()));
            results.add(out(made));
        }
        invitations.insert(fresh);
        audit.append(entries);
        return results;
    }

    private Out out(InvitationRows.Fresh made) {
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
