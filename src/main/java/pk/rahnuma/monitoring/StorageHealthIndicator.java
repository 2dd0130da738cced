package pk.rahnuma.monitoring;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import pk.rahnuma.persistence.FreeSpaceMonitor;
import reactor.core.publisher.Mono;

/// Reports whether the volumes that this process writes to have space: down as soon as files are rejected. Visitors are
/// still sent here while messages are accepted, so it is not part of readiness. Micronaut's own indicator checks the
/// folder in which the process was started.
@Singleton
final class StorageHealthIndicator implements HealthIndicator {

    private final FreeSpaceMonitor spaceMonitor;

    StorageHealthIndicator(FreeSpaceMonitor spaceMonitor) {
        this.spaceMonitor = spaceMonitor;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        FreeSpaceMonitor.FreeSpace space = spaceMonitor.freeSpace();
        Map<String, Object> details = new LinkedHashMap<>();
        if (space != FreeSpaceMonitor.FreeSpace.ENOUGH) {
            details.put("reason", FreeSpaceMonitor.describe(space));
        }
        details.put("freeBytes", spaceMonitor.freeBytes());
        return Mono.just(HealthResult.builder(
                        "storage", space == FreeSpaceMonitor.FreeSpace.ENOUGH ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build());
    }
}
