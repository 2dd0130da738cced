package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tickets on which a timer must act. They are read without a lock: the caller checks again under the lock.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface DueTicketRepository extends GenericRepository<Ticket, Long> {

    /// Tickets whose target is missed, without those in the lane of persons without a proof: for these the desk
    /// promises no time.
    @Query("select id from ticket where alarm_at <= :now and (assignee_id is not null or not "
            + TicketSelection.UNPROVED_CONDITION + ") order by alarm_at limit :limit")
    List<Long> findAlarms(Instant now, int limit);

    /// Assigned tickets whose target is missed by a time.
    @Query("""
            select id from ticket where alarm_at > :now and alarm_at <= :until and assignee_id is not null
            order by alarm_at limit :limit
            """)
    List<Long> findApproaching(Instant now, Instant until, int limit);

    @Query("""
            select id from ticket where closes_at <= :now and status = 'RESOLVED' order by closes_at limit :limit
            """)
    List<Long> findClosing(Instant now, int limit);

    @Query("select id from ticket where snoozed_until <= :now order by snoozed_until limit :limit")
    List<Long> findSnoozed(Instant now, int limit);

    /// Unassigned tickets, in the order of the queue: those of persons without a proof last.
    @Query("select " + TicketSelection.ALL_COLUMNS + """
             from ticket left join ticket_unproved u on u.ticket_id = ticket.id and u.removed_at is null
            where status in ('NEW', 'OPEN', 'REOPENED') and assignee_id is null and merged_into is null
                and\s""" + TicketSelection.AUDIBLE_CONDITION + """
             and (snoozed_until is null or snoozed_until <= :now)
            order by case when u.ticket_id is null then priority else priority + 10 end, opened_at, id limit :limit
            """)
    List<Ticket> findUnclaimed(Instant now, int limit);

    /// An assigned ticket.
    ///
    /// @param sign time of the assignee's last action on it
    @Introspected
    record ClaimedTicket(
            long id,
            Ticket.State status,
            long assigneeId,
            String assigneeName,
            @Nullable Instant waitingSince,
            @Nullable Instant sign) {

        public TicketAgent agent() {
            return new TicketAgent(assigneeId, assigneeName);
        }
    }

    /// Assigned tickets that are not closed.
    @Query("""
            select id, status, assignee_id, assignee as assignee_name, waiting_since,
                case when claimed_at is null or answered_at > claimed_at then answered_at else claimed_at end as sign
            from ticket where assignee_id is not null and\s""" + TicketSelection.ACTIVE_CONDITION + " limit :limit")
    List<ClaimedTicket> findClaimed(int limit);

    /// Number of open tickets of a member of staff.
    @Introspected
    record MemberLoad(long assigneeId, long tickets) {}

    @Query("select assignee_id, count(*) as tickets from ticket where assignee_id is not null and "
            + TicketSelection.ACTIVE_CONDITION + " group by assignee_id")
    List<MemberLoad> countLoads();

    /// Number of open tickets of each member of staff.
    default Map<Long, Long> countByMember() {
        return countLoads().stream().collect(Collectors.toMap(MemberLoad::assigneeId, MemberLoad::tickets));
    }
}
