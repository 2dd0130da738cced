package pk.rahnuma.support.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import pk.rahnuma.post.Attention;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;

/// Somebody wrote whom a human has: their ticket shows it, and if the desk waited for them, it waits for the desk
/// again.
@Singleton
final class Wrote implements Attention {

    private final TicketRows rows;
    private final Promises promises;

    Wrote(TicketRows rows, Promises promises) {
        this.rows = rows;
        this.promises = promises;
    }

    @Override
    public void heard(Set<Long> tickets, Instant now) {
        rows.find(tickets).stream()
                .sorted(Comparator.comparingLong(Ticket::id))
                .map(ticket -> rows.lock(ticket.id()))
                .filter(Ticket::active)
                .forEach(ticket -> rows.save(written(ticket, promises, now), now));
    }

    /// The ticket after the person has written.
    static Ticket written(Ticket ticket, Promises promises, Instant now) {
        Ticket open =
                ticket.state() == Ticket.State.WAITING_USER ? promises.moved(ticket, Ticket.State.OPEN, now) : ticket;
        return open.with()
                .fresh(true)
                .snoozedUntil(null)
                .waitingSince(open.waitingSince() == null ? now : open.waitingSince())
                .done();
    }
}
