package pk.rahnuma.persistence;

import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Creates [Jdbi] from the connection pool.
@Factory
public final class JdbiFactory {

    @Singleton
    Jdbi createJdbi(DataSource pool) {
        return forDataSource(DelegatingDataSource.unwrapDataSource(pool));
    }

    /// Creates a Jdbi that binds and reads `Instant` as UTC to the microsecond, whatever the zone of this machine.
    public static Jdbi forDataSource(DataSource pool) {
        return Jdbi.create(() -> PinnedConnection.openConnection(pool))
                .registerArgument(new InstantArgumentFactory())
                .registerColumnMapper(Instant.class, (row, column, context) -> UtcTimestamps.readInstant(row, column));
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
