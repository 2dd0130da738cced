package pk.rahnuma.persistence;

import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Creates [Jdbi] from the connection pool.
@Factory
final class JdbiFactory {

    /// Creates a Jdbi that binds and reads `Instant` as UTC to the microsecond, whatever the zone of this machine, and
    /// that works in the transactions of Micronaut.
    @Singleton
    Jdbi createJdbi(
            DataSource source,
            ConnectionOperations<Connection> connections,
            TransactionOperations<Connection> transactions) {
        DataSource pool = DelegatingDataSource.unwrapDataSource(source);
        Jdbi jdbi = Jdbi.create(() -> SharedConnection.openConnection(pool, connections))
                .registerArgument(new InstantArgumentFactory())
                .registerColumnMapper(Instant.class, (row, column, context) -> UtcTimestamps.readInstant(row, column));
        jdbi.setTransactionHandler(new SharedTransactionHandler(transactions));
        // A handle may be closed within a transaction that goes on.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        return jdbi;
    }

    private static final class InstantArgumentFactory extends AbstractArgumentFactory<Instant> {

        InstantArgumentFactory() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            LocalDateTime utc = UtcTimestamps.toUtc(value);
            return (position, statement, context) -> statement.setObject(position, utc);
        }
    }
}
