package pk.rahnuma.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import reactor.core.publisher.Mono;

class DatabaseHealthIndicatorTest {

    @Test
    void aDatabaseThatHangsIsDownInTimeAndIsNotAskedAgainMeanwhile() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (HikariDataSource pool = new HikariDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                try {
                    hangs.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new SQLException("gone");
            }
        }) {
            DatabaseHealthIndicator health = new DatabaseHealthIndicator(pool, Duration.ofMillis(20));
            for (int i = 0; i < 5; i++) {
                HealthResult result = Mono.from(health.getResult()).block(Duration.ofSeconds(10));
                assertThat(result.getStatus()).isEqualTo(HealthStatus.DOWN);
                assertThat(result.getDetails())
                        .isEqualTo(Map.of("reason", "the database hangs: it does not answer in time"));
            }
            // The query has a thread of its own, which may begin late.
            AwaitSupport.await().until(() -> asked.get() > 0);
            assertThat(asked).hasValue(1);
        } finally {
            hangs.countDown();
        }
    }
}
