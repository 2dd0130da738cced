package pk.rahnuma.ticket;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.staff.notification.StaffNotificationRepository;

/// Deletes tickets of persons, with all their parts. Takes part in the transaction of the thread.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TicketErasureRepository implements GenericRepository<TicketRepository.TicketRow, Long> {

    /// Tables of the parts of a ticket, in the order in which all code locks them.
    private static final List<String> DEPENDENT_TABLES = List.of(
            "ticket_answer",
            "ticket_note",
            "ticket_tag",
            "ticket_breach",
            "ticket_hold",
            "ticket_merge",
            "ticket_unproved",
            "ticket_restraint",
            "staff_topic_message",
            "staff_topic_watch",
            "staff_topic_remark");

    private final TicketChangeFeed feed;
    private final JdbcOperations operations;
    private final StaffNotificationRepository notifications;

    TicketErasureRepository(
            TicketChangeFeed feed, JdbcOperations operations, StaffNotificationRepository notifications) {
        this.feed = feed;
        this.operations = operations;
        this.notifications = notifications;
    }

    @Query("select distinct conversation_id from ticket where conversation_id in (:persons)")
    abstract Set<Long> findConversations(List<Long> persons);

    @Query("update staff_topic set gone = true where ticket_id = :ticket")
    abstract void markTopicGone(long ticket);

    abstract void deleteById(long id);

    /// The persons among these who have a ticket, in any state.
    Set<Long> findPersonsWithTickets(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : findConversations(PaddedKeys.padKeys(persons));
    }

    /// Deletes a ticket with all its parts. It is locked.
    public void deleteTicket(long id) {
        operations.execute(connection -> {
            for (String table : DEPENDENT_TABLES) {
                try (PreparedStatement delete =
                        connection.prepareStatement("delete from " + table + " where ticket_id = ?")) {
                    delete.setLong(1, id);
                    delete.executeUpdate();
                }
            }
            return null;
        });
        // Its topic in the staff's group is deleted there first, and then here.
        markTopicGone(id);
        notifications.deleteByCaseId(id);
        deleteById(id);
        feed.notifyOfDeletedTicket(id);
    }
}
