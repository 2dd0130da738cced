package pk.rahnuma.monitoring;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import pk.rahnuma.store.StorageWatch;

/// Room on the volumes that this process writes to: down as soon as files are refused. It is not part of readiness,
/// since another node on the same disk would fare no better.
@Singleton
final class StorageHealth implements HealthIndicator {

    private final StorageWatch watch;

    StorageHealth(StorageWatch watch) {
        this.watch = watch;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        StorageWatch.Room room = watch.room();
        Map<String, Object> details = new LinkedHashMap<>();
        if (room != StorageWatch.Room.ENOUGH) {
            details.put("reason", StorageWatch.inWords(room));
        }
        details.put("freeBytes", watch.freeBytes());
        return Publishers.just(
                HealthResult.builder("storage", room == StorageWatch.Room.ENOUGH ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(details)
                        .build());
    }
}
