package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the disk of the data folder, where the embedded database is, has room left: down before the database finds
/// none, and not a reason to start the process again. Micronaut's own indicator looks at the folder that the process
/// was started in.
@Singleton
@Readiness
@Requires(property = "rahnuma.database.embedded", value = "true")
@Requires(beans = HealthEndpoint.class)
final class DataVolumeHealthIndicator implements HealthIndicator {

    static final long MIN_FREE_BYTES = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(DataVolumeHealthIndicator.class);
    private static final String NAME = "dataVolume";

    private final Path data;
    private final Supplier<OptionalLong> freeBytes;
    private final AtomicBoolean full = new AtomicBoolean();

    @Inject
    DataVolumeHealthIndicator(@Property(name = "rahnuma.data") String data) {
        this(Path.of(data), () -> freeBytes(Path.of(data)));
    }

    DataVolumeHealthIndicator(Path data, Supplier<OptionalLong> freeBytes) {
        this.data = data;
        this.freeBytes = freeBytes;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(result());
    }

    HealthResult result() {
        OptionalLong free = freeBytes.get();
        if (free.isEmpty() || free.getAsLong() >= MIN_FREE_BYTES) {
            if (full.getAndSet(false)) {
                LOG.warn("data folder: its disk has room again");
            }
            return HealthResult.builder(NAME, HealthStatus.UP).build();
        }
        String reason = "the disk of the data folder is full: " + (free.getAsLong() >> 20) + " MB left, expected "
                + (MIN_FREE_BYTES >> 20);
        if (!full.getAndSet(true)) {
            LOG.warn("data folder: {}; make room on the disk of {}", reason, data);
        }
        return HealthResult.builder(NAME, HealthStatus.DOWN)
                .details(Map.of("reason", reason))
                .build();
    }

    /// Empty where that cannot be found out, which is no reason to be down.
    private static OptionalLong freeBytes(Path data) {
        try {
            return OptionalLong.of(Files.getFileStore(data).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
