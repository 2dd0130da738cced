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
import pk.rahnuma.ticket.record.TicketRepository;

/// Closes tickets of people who were stuck and need nobody any more, or have said themselves what they need. They hear
/// nothing of it. What a member of staff has taken stays theirs.
@Singleton
final class ObsoleteTicketCloser {

    private final TicketRepository tickets;
    private final SlaClock promises;
    private final AuditLog audit;

    ObsoleteTicketCloser(TicketRepository tickets, SlaClock promises, AuditLog audit) {
        this.tickets = tickets;
        this.promises = promises;
        this.audit = audit;
    }

    /// The person of all of them is locked.
    ///
    /// @param into the ticket that goes on in their place, or null
    void close(Collection<Ticket> stuck, Ticket into, Instant now) {
        stuck.stream()
                .filter(ObsoleteTicketCloser::waits)
                .sorted(Comparator.comparingLong(Ticket::id))
                .map(ticket -> tickets.lock(ticket.id()))
                .filter(ObsoleteTicketCloser::waits)
                .forEach(ticket -> close(ticket, into, now));
    }

    private static boolean waits(Ticket ticket) {
        return ticket.topic().equals(Ticket.STUCK) && ticket.active() && ticket.unheard();
    }

    private void close(Ticket ticket, Ticket into, Instant now) {
        tickets.save(
                promises.ended(ticket, Ticket.State.CLOSED, null, now)
                        .with()
                        .mergedInto(into == null ? null : into.id())
                        .done(),
                now);
        audit.append(List.of(new AuditEntry(
                ticket.conversation(),
                "applicant",
                into == null ? "ticket.closed" : "ticket.merged",
                ticket.number().symbols(),
                into == null ? null : into.number().symbols(),
                now)));
    }
}
