package pk.rahnuma.ticket;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Repository of the states of tickets before their merges.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface TicketMergeRepository extends GenericRepository<TicketRepository.TicketRow, Long> {

    /// Stores the state of both tickets before a merge; contains no personal data.
    @Query("""
            insert into ticket_merge (ticket_id, before_merge) values (:id, :before)
            on duplicate key update before_merge = values(before_merge)
            """)
    void saveBeforeMerge(long id, String before);

    @Query("select before_merge from ticket_merge where ticket_id = :id")
    Optional<String> findBeforeMerge(long id);
}
