package pk.rahnuma.cluster;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import pk.rahnuma.persistence.DatabaseErrorKind;
import pk.rahnuma.persistence.SampledValue;
import reactor.core.publisher.Mono;

/// Reports whether the database answers and accepts writes. Micronaut's own indicator works only with data sources that
/// Micronaut created. A full disk shows only on a real write, so `TurnHealthIndicator` reports it.
@Singleton
@Readiness
final class DatabaseHealthIndicator implements HealthIndicator {

    /// Shorter than the timeout of load balancers; the pool itself may take longer.
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

    /// Time in which a result is reused, however many requests arrive.
    private static final Duration RESULT_TTL = Duration.ofSeconds(1);

    private static final String TIMEOUT_MESSAGE = "the database hangs: it does not answer in time";
    private static final String NO_PROBLEM = "";
    /// Changes and locks no row, and fails on a read-only database.
    private static final String WRITE_CHECK_SQL = "update node set id = id where 1 = 0";

    private final DataSource pool;
    private final SampledValue<String> sampledProblem;

    @Inject
    DatabaseHealthIndicator(DataSource pool) {
        this(pool, QUERY_TIMEOUT);
    }

    DatabaseHealthIndicator(DataSource pool, Duration patience) {
        this.pool = DelegatingDataSource.unwrapDataSource(pool);
        this.sampledProblem = new SampledValue<>("database-health", RESULT_TTL, patience, this::findProblem);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromFuture(() -> sampledProblem.sampleAsync().thenApply(DatabaseHealthIndicator::toResult));
    }

    private static HealthResult toResult(Optional<String> trouble) {
        String reason = trouble.orElse(TIMEOUT_MESSAGE);
        return reason.equals(NO_PROBLEM)
                ? HealthResult.builder("database", HealthStatus.UP).build()
                : HealthResult.builder("database", HealthStatus.DOWN)
                        .details(Map.of("reason", reason))
                        .build();
    }

    private String findProblem() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(WRITE_CHECK_SQL);
            return NO_PROBLEM;
        } catch (SQLException e) {
            return DatabaseErrorKind.classify(e).description();
        }
    }
}
