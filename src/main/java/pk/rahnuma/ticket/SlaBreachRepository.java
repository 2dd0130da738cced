package pk.rahnuma.ticket;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.List;

/// Missed targets, each with the level of escalation that it led to.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface SlaBreachRepository extends GenericRepository<Ticket.SlaBreach, Void> {

    /// Maximum number of missed targets that are read for a ticket, the oldest first.
    int MAX_BREACHES_PER_TICKET = 200;

    /// Stores a breach of a ticket that is locked.
    void insertBreach(Ticket.SlaBreach breach);

    @Query("select * from ticket_breach where ticket_id = :ticketId order by created_at, kind limit "
            + MAX_BREACHES_PER_TICKET)
    List<Ticket.SlaBreach> findByTicket(long ticketId);
}
