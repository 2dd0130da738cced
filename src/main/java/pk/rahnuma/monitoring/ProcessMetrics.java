package pk.rahnuma.monitoring;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// Meters of the process that Micronaut's binders do not have: resident memory, and connections to the database. They
/// are registered with the start of the server, because the pool needs the registry.
@Singleton
final class ProcessMetrics implements ApplicationEventListener<ServerStartupEvent> {

    private static final Path STATUS_FILE = Path.of("/proc/self/status");
    private static final String RESIDENT_MEMORY_KEY = "VmRSS:";
    private static final int BYTES_PER_KIB = 1024;

    private final MeterRegistry registry;
    private final DataSource pool;

    ProcessMetrics(MeterRegistry registry, DataSource pool) {
        this.registry = registry;
        this.pool = pool;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Gauge.builder("process.resident.memory", ProcessMetrics::resident)
                .baseUnit("bytes")
                .register(registry);
        if (DelegatingDataSource.unwrapDataSource(pool) instanceof HikariDataSource hikari) {
            registerConnections(hikari, "active", HikariPoolMXBean::getActiveConnections);
            registerConnections(hikari, "idle", HikariPoolMXBean::getIdleConnections);
            registerConnections(hikari, "waited_for", HikariPoolMXBean::getThreadsAwaitingConnection);
        }
    }

    private void registerConnections(HikariDataSource pool, String state, ToIntFunction<HikariPoolMXBean> count) {
        Gauge.builder("rahnuma.database.connections", () -> count.applyAsInt(pool.getHikariPoolMXBean()))
                .tag("state", state)
                .register(registry);
    }

    /// Resident memory in bytes; not a number where the system does not report it.
    private static double resident() {
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
