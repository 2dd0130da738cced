package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffSessionService;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;

/// Records and shows which agents are at the desk, look at a ticket, or type. An open ticket reports this every few
/// seconds; the entries expire.
@Singleton
public final class TicketPresenceService {

    private final AgentPresenceRepository agents;
    private final TicketViewerRepository viewers;
    private final TicketRepository tickets;
    private final StaffSessionService sessions;

    TicketPresenceService(
            AgentPresenceRepository agents,
            TicketViewerRepository viewers,
            TicketRepository tickets,
            StaffSessionService sessions) {
        this.agents = agents;
        this.viewers = viewers;
        this.tickets = tickets;
        this.sessions = sessions;
    }

    /// Records that a member is at the desk and has a ticket open. Others are notified when this is new. Only typing
    /// extends the session.
    public void reportPresence(AuthenticatedStaff signed, Reference number, boolean typing, Instant now) {
        signed.requirePermission(StaffPermission.ANSWER_TICKETS);
        StaffMember member = signed.member();
        TicketAgent agent = new TicketAgent(member.id(), member.name());
        if (typing) {
            sessions.extendSession(signed, now);
        }
        agents.recordPresence(agent, member.languages(), member.topics(), false, now);
        tickets.findTicket(number).ifPresent(ticket -> recordViewer(ticket.id(), new TicketViewer(agent, typing), now));
    }

    private void recordViewer(long ticket, TicketViewer viewer, Instant now) {
        boolean known = viewers.findViewers(ticket, now).contains(viewer);
        viewers.saveViewer(ticket, viewer.member().id(), viewer.member().name(), viewer.typing(), now);
        if (!known) {
            tickets.markChanged(ticket, now);
        }
    }

    /// Viewers of a ticket other than this member, sorted by name.
    public List<TicketViewer> findOtherViewers(long ticket, TicketAgent member, Instant now) {
        return viewers.findViewers(ticket, now).stream()
                .filter(other -> other.member().id() != member.id())
                .toList();
    }
}
