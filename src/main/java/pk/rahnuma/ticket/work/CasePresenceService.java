package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.decision.ApplicationClaimService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffSessionService;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;

/// Records and shows which members are at the desk, look at a ticket or application, or type. An open case reports this
/// every few seconds; the entries expire.
@Singleton
public final class CasePresenceService {

    /// Time for which a report is valid.
    public static final Duration PRESENCE_TTL = CaseViewerRepository.PRESENCE_TTL;

    private final AgentPresenceRepository agents;
    private final CaseViewerRepository viewers;
    private final TicketRepository tickets;
    private final ApplicationRepository applications;
    private final ApplicationClaimService claims;
    private final StaffSessionService sessions;

    CasePresenceService(
            AgentPresenceRepository agents,
            CaseViewerRepository viewers,
            TicketRepository tickets,
            ApplicationRepository applications,
            ApplicationClaimService claims,
            StaffSessionService sessions) {
        this.agents = agents;
        this.viewers = viewers;
        this.tickets = tickets;
        this.applications = applications;
        this.claims = claims;
        this.sessions = sessions;
    }

    /// Records that a member is at the desk and has a case open. Others are notified when this is new. Only typing
    /// extends the session.
    ///
    /// @param number of a ticket, or reference of an application
    public void reportPresence(AuthenticatedStaff signed, Reference number, boolean typing, Instant now) {
        signed.requirePermission(StaffPermission.ANSWER_TICKETS);
        StaffMember member = signed.member();
        TicketAgent agent = new TicketAgent(member.id(), member.name());
        if (typing) {
            sessions.extendSession(signed, now);
        }
        agents.recordPresence(agent, member.languages(), member.topics(), false, now);
        CaseViewer viewer = new CaseViewer(agent, typing);
        if (number.isTicket()) {
            tickets.findTicket(number)
                    .map(Ticket::id)
                    .filter(ticket -> recordViewer(ticket, viewer, now))
                    .ifPresent(ticket -> tickets.markChanged(ticket, now));
        } else {
            applications
                    .findApplication(number)
                    .map(Application::id)
                    .filter(application -> recordViewer(application, viewer, now))
                    .ifPresent(application -> claims.markChanged(application, now));
        }
    }

    /// Records a viewer; false when the same is known of them.
    private boolean recordViewer(long caseId, CaseViewer viewer, Instant now) {
        boolean known = viewers.findViewers(caseId, now).contains(viewer);
        viewers.saveViewer(caseId, viewer.member().id(), viewer.member().name(), viewer.typing(), now);
        return !known;
    }

    /// Viewers of a case other than this member, sorted by name.
    public List<CaseViewer> findOtherViewers(long caseId, TicketAgent member, Instant now) {
        return viewers.findViewers(caseId, now).stream()
                .filter(other -> other.member().id() != member.id())
                .toList();
    }
}
