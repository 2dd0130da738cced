package pk.rahnuma.cli.demo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import pk.rahnuma.conversation.batch.TrailRepository.TrailRow;

/// Statements of the demo over tables of other packages.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface DemoRepository extends GenericRepository<TrailRow, Long> {

    /// Tells whether a table holds something that was not there after the migration.
    @Query("""
            select exists (select 1 from staff) or exists (select 1 from conversation)
                or exists (select 1 from application) or exists (select 1 from ticket)
                or exists (select 1 from organisation) or exists (select 1 from trail) or exists (select 1 from audit)
            """)
    boolean isDatabaseUsed();

    @Query("""
            update message set state = 'REFUSED', failure = 'has blocked the bot', settled_at = created_at
            where state = 'PENDING' and conversation_id % 60 = 0
            """)
    void refusePending();

    @Query("update message set state = 'SENT', settled_at = created_at where state = 'PENDING'")
    void settlePending();
}
