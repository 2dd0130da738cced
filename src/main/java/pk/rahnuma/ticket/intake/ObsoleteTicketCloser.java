package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// Closes tickets of people who were stuck and no longer need help, or have asked for it themselves. The people do not
/// hear of it. A ticket that a member of staff has taken stays open.
@Singleton
final class ObsoleteTicketCloser {

    private final TicketRepository tickets;
    private final SlaClock slaClock;
    private final AuditLog audit;

    ObsoleteTicketCloser(TicketRepository tickets, SlaClock slaClock, AuditLog audit) {
        this.tickets = tickets;
        this.slaClock = slaClock;
        this.audit = audit;
    }

    /// Closes the tickets. Their persons are locked.
    ///
    /// @param into the ticket that replaces them, or null
    void closeObsolete(Collection<Ticket> stuck, Ticket into, Instant now) {
        stuck.stream()
                .filter(ObsoleteTicketCloser::isOpenStuckTicket)
                .sorted(Comparator.comparingLong(Ticket::id))
                .map(ticket -> tickets.lockTicket(ticket.id()))
                .filter(ObsoleteTicketCloser::isOpenStuckTicket)
                .forEach(ticket -> closeObsolete(ticket, into, now));
    }

    private static boolean isOpenStuckTicket(Ticket ticket) {
        return ticket.topic().equals(Ticket.STUCK_TOPIC) && ticket.isActive() && ticket.isUnknownToCustomer();
    }

    private void closeObsolete(Ticket ticket, Ticket into, Instant now) {
        tickets.saveTicket(
                slaClock.endTicket(ticket, Ticket.State.CLOSED, null, now).toBuilder()
                        .withMergedInto(into == null ? null : into.id())
                        .build(),
                now);
        audit.appendEntries(List.of(new AuditEntry(
                ticket.conversation(),
                "applicant",
                into == null ? "ticket.closed" : "ticket.merged",
                ticket.number().symbols(),
                into == null ? null : into.number().symbols(),
                now)));
    }
}
