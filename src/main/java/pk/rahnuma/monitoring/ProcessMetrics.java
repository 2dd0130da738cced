package pk.rahnuma.monitoring;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// Meters of the process and its machine: memory, garbage collector, processors, connections to the database.
@Singleton
final class ProcessMetrics implements MeterBinder {

    private static final Path STATUS_FILE = Path.of("/proc/self/status");
    private static final String RESIDENT_MEMORY_KEY = "VmRSS:";
    private static final int BYTES_PER_KIB = 1024;

    private final DataSource pool;
    private final JvmGcMetrics collector = new JvmGcMetrics();

    ProcessMetrics(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        List.of(new JvmMemoryMetrics(), collector, new ProcessorMetrics(), new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        Gauge.builder("process.resident.memory", ProcessMetrics::resident)
                .baseUnit("bytes")
                .register(registry);
        if (DelegatingDataSource.unwrapDataSource(pool) instanceof HikariDataSource hikari) {
            connections(registry, hikari, "active", HikariPoolMXBean::getActiveConnections);
            connections(registry, hikari, "idle", HikariPoolMXBean::getIdleConnections);
            connections(registry, hikari, "waited_for", HikariPoolMXBean::getThreadsAwaitingConnection);
        }
    }

    private static void connections(
            MeterRegistry registry, HikariDataSource pool, String state, ToIntFunction<HikariPoolMXBean> count) {
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

    @PreDestroy
    void close() {
        collector.close();
    }
}
