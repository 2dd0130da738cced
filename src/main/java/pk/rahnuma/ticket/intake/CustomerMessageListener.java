package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.record.TicketRepository;

/// Marks a ticket as unread when its customer writes during a handover. If the desk waited for the customer, the ticket
/// waits for the desk again.
@Singleton
final class CustomerMessageListener implements ConversationListener {

    private final TicketRepository rows;
    private final SlaClock promises;

    CustomerMessageListener(TicketRepository rows, SlaClock promises) {
        this.rows = rows;
        this.promises = promises;
    }

    @Override
    public void onMessage(Set<Long> tickets, Instant now) {
        rows.findTickets(tickets).stream()
                .sorted(Comparator.comparingLong(Ticket::id))
                .map(ticket -> rows.lockTicket(ticket.id()))
                .filter(Ticket::isActive)
                .forEach(ticket -> rows.saveTicket(withNewMessage(ticket, promises, now), now));
    }

    /// The ticket after the person has written.
    static Ticket withNewMessage(Ticket ticket, SlaClock promises, Instant now) {
        Ticket open = ticket.state() == Ticket.State.WAITING_USER
                ? promises.transitionTo(ticket, Ticket.State.OPEN, now)
                : ticket;
        return open.toBuilder()
                .withUnread(true)
                .withSnoozedUntil(null)
                .withWaitingSince(open.waitingSince() == null ? now : open.waitingSince())
                .build();
    }
}
