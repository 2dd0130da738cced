package pk.rahnuma.ticket.intake;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The table of tickets without a proof. Its rows are deleted with their tickets, and when the person proves something.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface UnprovedTicketRepository extends GenericRepository<UnprovedTicketRepository.UnprovedTicketRow, Long> {

    /// Tables of an open ticket that waits in the lane, without an assignee.
    String WAITING_TICKETS = """
             from ticket t join ticket_unproved u on u.ticket_id = t.id
            where t.status in ('NEW', 'OPEN', 'REOPENED') and t.merged_into is null and t.assignee_id is null
                and u.removed_at is null
            """;

    /// A row of the table `ticket_unproved`.
    ///
    /// @param networkHash keyed hash of the network that its chat was opened from; null when unknown
    /// @param removedAt when staff removed it with others; or null
    @MappedEntity(value = "ticket_unproved", alias = "u")
    record UnprovedTicketRow(
            @Id long ticketId,
            @Nullable byte[] networkHash,
            Instant createdAt,
            @Nullable Instant removedAt) {}

    /// Tickets that a network opened in a period.
    @Introspected
    record NetworkCount(byte[] networkHash, long tickets, Instant oldest) {}

    /// Open tickets of a person.
    @Introspected
    record PersonCount(long conversationId, long tickets) {}

    /// A ticket that waits, and its person.
    @Introspected
    public record WaitingTicket(
            long ticketId, long conversationId, @Nullable byte[] networkHash) {}

    void insertRows(List<UnprovedTicketRow> rows);

    /// Tickets that these networks opened since then, whatever became of them.
    @Query("""
            select network_hash, count(*) as tickets, min(created_at) as oldest from ticket_unproved
            where network_hash in (:networks) and created_at > :since group by network_hash
            """)
    List<NetworkCount> countByNetworks(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) Collection<byte[]> networks, Instant since);

    /// Tickets of these networks that wait in the lane.
    @Query("select u.network_hash, count(*) as tickets, min(u.created_at) as oldest" + WAITING_TICKETS
            + " and u.network_hash in (:networks) group by u.network_hash")
    List<NetworkCount> countWaitingByNetworks(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) Collection<byte[]> networks);

    @Query("select conversation_id, count(*) as tickets from ticket where conversation_id in (:persons)"
            + " and merged_into is null and status not in ('RESOLVED', 'CLOSED') group by conversation_id")
    List<PersonCount> countOpenByPersons(Collection<Long> persons);

    /// Number of tickets that wait in the lane.
    @Query("select count(*)" + WAITING_TICKETS)
    long countWaiting();

    @Query("select u.ticket_id, t.conversation_id, u.network_hash" + WAITING_TICKETS + " order by t.id limit :limit")
    List<WaitingTicket> findWaiting(int limit);

    @Query("select u.ticket_id, t.conversation_id, u.network_hash" + WAITING_TICKETS
            + " and u.network_hash = :networkHash order by t.id limit :limit")
    List<WaitingTicket> findWaiting(byte[] networkHash, int limit);

    @Query("select u.ticket_id, t.conversation_id, u.network_hash" + WAITING_TICKETS
            + " and t.id in (:tickets) order by t.id")
    List<WaitingTicket> findWaiting(Collection<Long> tickets);

    @Query("select u.network_hash from ticket_unproved u where u.ticket_id = :ticket and u.network_hash is not null")
    Optional<NetworkHash> findNetwork(long ticket);

    /// A network.
    @Introspected
    record NetworkHash(byte[] networkHash) {}

    @Query("update ticket_unproved set removed_at = :now where ticket_id in (:tickets)")
    void markRemoved(Collection<Long> tickets, Instant now);

    /// True when staff removed the ticket with others of its network.
    @Query("select count(*) > 0 from ticket_unproved where ticket_id = :ticket and removed_at is not null")
    boolean isRemoved(long ticket);

    void deleteByTicketId(long ticketId);
}
