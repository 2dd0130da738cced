package pk.rahnuma.cli;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;

/// Whether the database answers. Micronaut's own indicator works only with data sources that Micronaut made.
@Singleton
final class DatabaseHealth implements HealthIndicator {

    /// Shorter than a load balancer waits; the pool itself may take longer to find out.
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource pool;

    DatabaseHealth(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        CompletableFuture<Boolean> answers = new CompletableFuture<>();
        Thread.ofVirtual().name("database-health").start(() -> answers.complete(answers()));
        return Publishers.fromCompletableFuture(() -> answers.completeOnTimeout(
                        false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(well -> HealthResult.builder("database", well ? HealthStatus.UP : HealthStatus.DOWN)
                        .build()));
    }

    private boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
