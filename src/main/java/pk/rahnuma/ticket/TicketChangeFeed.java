package pk.rahnuma.ticket;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.persistence.KnownChanges;

/// Notifies the listeners of this process of changed tickets: its own right after the commit, those of other nodes when
/// [#pollChanges] finds them by the count of changes in their rows.
@Singleton
public final class TicketChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(TicketChangeFeed.class);

    private final TransactionOperations<Connection> transactions;
    private final TicketQueueRepository tickets;
    private final ApplicationEventPublisher<TicketsChangedEvent> publisher;
    /// Changes that listeners know of.
    private final KnownChanges<Long> knownChanges = new KnownChanges<>();

    public TicketChangeFeed(
            TransactionOperations<Connection> transactions,
            TicketQueueRepository tickets,
            ApplicationEventPublisher<TicketsChangedEvent> publisher) {
        this.transactions = transactions;
        this.tickets = tickets;
        this.publisher = publisher;
    }

    /// Notifies of a ticket that was inserted with the first change.
    void notifyOfNewTicket(long ticket) {
        notifyAfterCommit(ticket, Optional.of(1));
    }

    /// Notifies of a changed ticket, whose row the caller holds locked.
    void notifyOfChange(long ticket) {
        notifyAfterCommit(ticket, tickets.findChangeCount(ticket));
    }

    void notifyOfDeletedTicket(long ticket) {
        notifyAfterCommit(ticket, Optional.empty());
    }

    /// Notifies the listeners after the commit of the running transaction.
    private void notifyAfterCommit(long ticket, Optional<Integer> changes) {
        transactions
                .findTransactionStatus()
                .ifPresentOrElse(
                        status -> status.registerSynchronization(
                                new CommitCallback(() -> notifyOfOwnChange(ticket, changes))),
                        () -> notifyOfOwnChange(ticket, changes));
    }

    /// @param changes count of changes, so that the next poll leaves this one out; empty for a deleted ticket
    private void notifyOfOwnChange(long ticket, Optional<Integer> changes) {
        changes.ifPresent(count -> knownChanges.addChange(ticket, count));
        notifyListeners(Set.of(ticket));
    }

    /// Notifies the listeners of changes by other nodes since the last poll.
    public void pollChanges(Instant now) {
        Map<Long, Integer> lately = new HashMap<>();
        tickets.findChangedSince(now.minus(KnownChanges.LOOKBACK), KnownChanges.MAX_CHANGES_READ)
                .forEach(changed -> lately.put(changed.id(), changed.changes()));
        Set<Long> news = knownChanges.replaceAll(lately);
        if (!news.isEmpty()) {
            notifyListeners(news);
        }
    }

    private void notifyListeners(Set<Long> tickets) {
        try {
            publisher.publishEvent(new TicketsChangedEvent(tickets));
        } catch (RuntimeException e) {
            LOG.warn(
                    "tickets: a listener failed, and open pages may be out of date until the next change: {}",
                    e.getClass().getName());
        }
    }
}
