package pk.rahnuma.store;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Makes [Jdbi] from the pool.
@Factory
public final class Store {

    @Singleton
    Jdbi jdbi(DataSource pool) {
        return over(pool);
    }

    /// Binds and reads `Instant` as UTC to the microsecond, whatever the zone of this machine.
    public static Jdbi over(DataSource pool) {
        return Jdbi.create(() -> Standing.open(pool))
                .registerArgument(new Instants())
                .registerColumnMapper(Instant.class, (row, column, context) -> Utc.read(row, column));
    }

    private static final class Instants extends AbstractArgumentFactory<Instant> {

        Instants() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            LocalDateTime utc = Utc.of(value);
            return (position, statement, context) -> statement.setObject(position, utc);
        }
    }
}
