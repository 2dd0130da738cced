package pk.rahnuma.ticket.topic;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.ticket.Ticket;

/// Finds topics with something to publish, and records what was published.
@Singleton
public final class ForumTopicService {

    /// Interval after which the audit log records again that the person's text was sent to the group.
    private static final Duration AUDIT_INTERVAL = Duration.ofMinutes(30);

    private final TransactionOperations<Connection> transactions;
    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;
    private final PersonLock persons;
    private final AuditLog audit;

    ForumTopicService(
            TransactionOperations<Connection> transactions,
            ForumTopicRepository topics,
            TopicRemarkRepository remarks,
            PersonLock persons,
            AuditLog audit) {
        this.transactions = transactions;
        this.topics = topics;
        this.remarks = remarks;
        this.persons = persons;
        this.audit = audit;
    }

    /// The ticket of a topic.
    public Optional<Long> findTicketId(long chat, int thread) {
        return topics.findTicketId(chat, thread);
    }

    /// Tickets with something to publish, in the order in which to publish it.
    public List<Long> findOutdated(long chat, int limit, Instant now) {
        return topics.findOutdated(chat, limit, now);
    }

    /// Topics of tickets that were deleted.
    public List<ForumTopic> findOrphaned(long chat, int limit) {
        return topics.findOrphaned(chat, limit);
    }

    /// Replaces the topic of a ticket.
    public void saveTopic(ForumTopic topic) {
        transactions.executeWrite(status -> {
            topics.saveTopic(topic);
            return null;
        });
    }

    public void deleteTopic(long ticket) {
        topics.deleteByTicket(ticket);
    }

    /// Ends the watch of messages whose delivery is known by now. A remark in the topic tells that one did not arrive.
    ///
    /// @param toRemark text of the remark, by the reason of the failure, which may be empty
    public void settleDeliveries(int limit, UnaryOperator<String> toRemark) {
        for (TopicRemarkRepository.DeliveryOutcome outcome : remarks.findSettled(limit)) {
            String failure = outcome.failure() == null ? "" : outcome.failure();
            transactions.executeWrite(status -> {
                remarks.settleWatch(outcome.watched(), outcome.hasArrived() ? null : toRemark.apply(failure));
                return null;
            });
        }
    }

    /// Records that all of it was published. The audit log records now and then that the person's text was sent to the
    /// group.
    public void markPublished(TopicUpdate news, ForumTopic topic, Instant now) {
        transactions.executeWrite(status -> {
            Ticket ticket = news.ticket();
            if ((news.summary() || news.hasWords()) && isThere(ticket)) {
                persons.lockPerson(ticket.conversation());
                AuditEntry entry = new AuditEntry(
                        ticket.conversation(),
                        "bot",
                        "ticket.told_group",
                        ticket.number().symbols(),
                        null,
                        now);
                audit.appendOnce(entry, now.minus(AUDIT_INTERVAL));
            }
            remarks.deleteRemarks(news.remarks());
            topics.saveTopic(topic);
            return null;
        });
    }

    /// Records that none of it will be published.
    public void markDropped(TopicUpdate news) {
        transactions.executeWrite(status -> {
            remarks.deleteRemarks(news.remarks());
            topics.saveTopic(news.after());
            return null;
        });
    }

    private boolean isThere(Ticket ticket) {
        return topics.findChangeCount(ticket.id()).isPresent();
    }
}
