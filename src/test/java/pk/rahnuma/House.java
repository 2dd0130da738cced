package pk.rahnuma;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Serving;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.vault.Keyset;

/// The whole application in this process, on a free port, with a data folder of its own.
///
///     try (House house = House.onH2().with("TELEGRAM_API_URL", stub.url()).start()) { … house.address() … }
///
/// [#restart] closes it in good order and starts it on the same data.
public final class House implements AutoCloseable {

    private final Settings settings;
    private final Map<String, Object> properties;
    private final Path data;
    private Serving serving;

    private House(Settings settings, Map<String, Object> properties, Path data) {
        this.settings = settings;
        this.properties = properties;
        this.data = data;
        this.serving = Boot.serve(settings, properties);
    }

    /// On the embedded database, in files, as in production.
    public static Plan onH2() {
        return new Plan();
    }

    /// On a fresh schema of the MariaDB server that all tests share.
    public static Plan onMariaDb() {
        return on(MariaDb.running());
    }

    /// On a fresh schema of this server.
    public static Plan on(MariaDb server) {
        return new Plan()
                .with("DATABASE_URL", server.freshSchema())
                .with("DATABASE_USER", MariaDb.USER)
                .with("DATABASE_PASSWORD", MariaDb.PASSWORD)
                .with("RAHNUMA_KEYSET", Keyset.generate().json());
    }

    /// One on each database, for tests that start theirs with settings of their own.
    public static Stream<Named<Supplier<Plan>>> plans() {
        return Stream.of(Named.of("H2", House::onH2), Named.of("MariaDB", House::onMariaDb));
    }

    public URI address() {
        return serving.address();
    }

    public ApplicationContext context() {
        return serving.context();
    }

    public <T> T get(Class<T> bean) {
        return serving.context().getBean(bean);
    }

    /// What a command beside the server would read from the environment.
    public Settings settings() {
        return settings;
    }

    public void restart() {
        stop();
        start();
    }

    /// Closes it and keeps its data, until it is started again.
    public void stop() {
        serving.close();
    }

    public void start() {
        serving = Boot.serve(settings, properties);
    }

    @Override
    public void close() {
        serving.close();
        delete(data);
    }

    @Override
    public String toString() {
        return settings.database().embedded() ? "H2" : "MariaDB";
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A house to be started.
    public static final class Plan {
        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, Object> properties = new HashMap<>();

        /// A variable of the environment.
        public Plan with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /// A property of Micronaut.
        public Plan property(String name, Object value) {
            properties.put(name, value);
            return this;
        }

        public House start() {
            try {
                Path data = Files.createTempDirectory("rahnuma");
                environment.put("RAHNUMA_DATA", data.toString());
                environment.putIfAbsent("MICRONAUT_SERVER_PORT", "0");
                // The people of tests answer faster than any person.
                properties.putIfAbsent("rahnuma.telegram.limits.chat", 0);
                return new House(Settings.of(environment), properties, data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
