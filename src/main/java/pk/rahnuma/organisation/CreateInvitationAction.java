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
import java.util.Set;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeepLinkProvider;
import pk.rahnuma.vault.OneTimeCodeService;

/// `people.invite`: an owner creates an invitation for one person, valid for seven days. Its holder can ask for
/// admission, on which an owner decides.
@Singleton
@Named("people.invite")
public final class CreateInvitationAction
        implements Action.Mutation<CreateInvitationAction.In, CreateInvitationAction.Out> {

    /// Input of the action.
    ///
    /// @param organisation its code
    /// @param role `representative` or `viewer`
    public record In(String organisation, String role) {}

    /// Result of the action.
    ///
    /// @param problem empty when done; `not_allowed` when the person does not own the organisation, whether it exists
    ///     or not; `full` when the number of members and open invitations is at its maximum
    /// @param code of the invitation, to be typed
    /// @param telegram a link to the same on Telegram; empty where Telegram is off
    /// @param page a link to the same on the chat page; empty where the desk does not know its own address
    /// @param expires end of its validity; null when not done
    public record Out(boolean done, String problem, String code, String telegram, String page, Instant expires) {

        private static Out refused(String problem) {
            return new Out(false, problem, "", "", "", null);
        }
    }

    private static final Map<String, OrganisationRole> ROLES_BY_WORD = Map.of(
            OrganisationRole.REPRESENTATIVE.toWord(),
            OrganisationRole.REPRESENTATIVE,
            OrganisationRole.VIEWER.toWord(),
            OrganisationRole.VIEWER);

    /// Words of the roles that an invitation can give.
    public static Set<String> roleWords() {
        return ROLES_BY_WORD.keySet();
    }

    private final MembershipChangeService rosters;
    private final OneTimeCodeService codes;
    private final Collection<DeepLinkProvider> doorways;
    private final AuditLog audit;

    public CreateInvitationAction(
            MembershipChangeService rosters,
            OneTimeCodeService codes,
            Collection<DeepLinkProvider> doorways,
            AuditLog audit) {
        this.rosters = rosters;
        this.codes = codes;
        this.doorways = doorways;
        this.audit = audit;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Long> ids = requests.stream()
                .map(request -> Organisation.fromCode(request.arguments().organisation()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        MembershipChanges roster = rosters.lockAndRead(ids);
        Map<Long, Integer> open = new HashMap<>(codes.countCodes(
                InvitationService.INVITATION, ids, requests.getFirst().now()));
        List<OneTimeCodeService.NewCode> fresh = new ArrayList<>();
        List<AuditEntry> entries = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            OrganisationRole role = ROLES_BY_WORD.get(request.arguments().role());
            Optional<Membership> me = Organisation.fromCode(request.arguments().organisation())
                    .flatMap(id -> roster.findMember(id, request.conversation()))
                    .filter(Membership::isOwner);
            if (me.isEmpty() || role == null) {
                results.add(Out.refused("not_allowed"));
                continue;
            }
            long id = me.get().organisation();
            if (roster.membersOf(id).size() + open.getOrDefault(id, 0) >= OrganisationService.MAX_MEMBERS) {
                results.add(Out.refused("full"));
                continue;
            }
            open.merge(id, 1, Integer::sum);
            OneTimeCodeService.NewCode made = codes.prepareCode(
                    InvitationService.INVITATION, id, request.conversation(), role.name(), request.now());
            fresh.add(made);
            entries.add(OrganisationService.auditEntry(me.get(), "member.invited", role.toWord(), request.now()));
            results.add(out(made));
        }
        codes.insertCodes(InvitationService.INVITATION, fresh);
        audit.appendEntries(entries);
        return results;
    }

    private Out out(OneTimeCodeService.NewCode made) {
        return new Out(
                true,
                "",
                made.code(),
                link(Channel.TELEGRAM, made.code()),
                link(Channel.WEB, made.code()),
                made.expires());
    }

    private String link(Channel channel, String token) {
        return doorways.stream()
                .filter(doorway -> doorway.channel() == channel)
                .flatMap(doorway -> doorway.createLink("join", token).stream())
                .findFirst()
                .orElse("");
    }
}
