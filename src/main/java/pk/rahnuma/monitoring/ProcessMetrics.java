package pk.rahnuma.monitoring;

import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import pk.rahnuma.persistence.RequestConnectionLimiter;

/// Meters of the process that Micronaut's binders do not have: resident memory, and connections to the database. They
/// are registered with the start of the server, because the pool needs the registry.
@Singleton
final class ProcessMetrics implements ApplicationEventListener<ServerStartupEvent> {

    private static final Path STATUS_FILE = Path.of("/proc/self/status");
    private static final String RESIDENT_MEMORY_KEY = "VmRSS:";
    private static final int BYTES_PER_KIB = 1024;

    private final MeterRegistry registry;
    private final RequestConnectionLimiter connections;

    ProcessMetrics(MeterRegistry registry, RequestConnectionLimiter connections) {
        this.registry = registry;
        this.connections = connections;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Gauge.builder("process.resident.memory", ProcessMetrics::readResidentBytes)
                .baseUnit("bytes")
                .register(registry);
        registerConnections("active", HikariPoolMXBean::getActiveConnections);
        registerConnections("idle", HikariPoolMXBean::getIdleConnections);
        registerConnections("waited_for", pool -> pool.getThreadsAwaitingConnection() + connections.countWaiting());
    }

    private void registerConnections(String state, ToIntFunction<HikariPoolMXBean> count) {
        Gauge.builder("rahnuma.database.connections", () -> count.applyAsInt(connections.poolStatistics()))
                .tag("state", state)
                .register(registry);
    }

    /// Resident memory in bytes; not a number where the system does not report it.
    private static double readResidentBytes() {
        try (Stream<String> lines = Files.lines(STATUS_FILE)) {
            return lines.filter(line -> line.startsWith(RESIDENT_MEMORY_KEY))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * BYTES_PER_KIB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
