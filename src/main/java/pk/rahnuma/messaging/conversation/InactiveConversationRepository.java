package pk.rahnuma.messaging.conversation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Finds conversations whose time of retention is over.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface InactiveConversationRepository
        extends GenericRepository<ConversationRepository.ConversationRow, Long> {

    /// Ids of conversations without a message since then, in order.
    @Query("select id from conversation where id > :after and updated_at < :since order by id limit :limit")
    List<Long> findInactive(long after, Instant since, int limit);

    /// Ids of those of [#findInactive] that have messages.
    @Query("""
            select c.id from conversation c
            where c.id > :after and c.updated_at < :since
                and exists (select 1 from message m where m.conversation_id = c.id)
            order by c.id limit :limit
            """)
    List<Long> findInactiveWithMessages(long after, Instant since, int limit);
}
