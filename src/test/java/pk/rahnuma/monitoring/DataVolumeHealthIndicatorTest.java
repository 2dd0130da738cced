package pk.rahnuma.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.health.HealthStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;

class DataVolumeHealthIndicatorTest {

    @Test
    void isDownWhileTheDiskOfTheDataIsFull() {
        AtomicLong free = new AtomicLong(DataVolumeHealthIndicator.MIN_FREE_BYTES);
        DataVolumeHealthIndicator health =
                new DataVolumeHealthIndicator(Path.of("data"), () -> OptionalLong.of(free.get()));
        assertThat(health.result().getStatus()).isEqualTo(HealthStatus.UP);
        free.decrementAndGet();
        assertThat(health.result().getStatus()).isEqualTo(HealthStatus.DOWN);
        assertThat(health.result().getDetails())
                .isEqualTo(Map.of("reason", "the disk of the data folder is full: 31 MB left, expected 32"));
        free.incrementAndGet();
        assertThat(health.result().getStatus()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void looksAtTheVolumeOfTheDataAndNotAtTheFolderOfTheProcess() throws Exception {
        try (House house =
                House.onH2().with("RAHNUMA_METRICS_TOKEN", Scrape.TOKEN).start()) {
            assertThat(Scrape.get(house.address().resolve("/health"), Scrape.TOKEN)
                            .body())
                    .contains("dataVolume")
                    .doesNotContain("diskSpace");
        }
    }
}
