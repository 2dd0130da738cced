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
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.RunningServer;
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.vault.MasterKeyset;

/// Whole application in this process, on a free port, with a data folder of its own.
///
///     try (TestServer server = TestServer.onH2().withVariable("TELEGRAM_API_URL", stub.url()).start()) { …
/// server.address() … }
///
/// [#restart] stops it normally and starts it on the same data.
public final class TestServer implements AutoCloseable {

    private final EnvironmentSettings settings;
    private final Map<String, Object> properties;
    private final Path data;
    private RunningServer serving;

    private TestServer(EnvironmentSettings settings, Map<String, Object> properties, Path data) {
        this.settings = settings;
        this.properties = properties;
        this.data = data;
        this.serving = ContextBootstrap.startServer(settings, properties);
    }

    /// Builder for the embedded database, in files, as in production.
    public static Builder onH2() {
        return new Builder();
    }

    /// Builder for a fresh schema of the MariaDB server that all tests share.
    public static Builder onMariaDb() {
        return onServer(MariaDbServer.sharedServer());
    }

    /// Builder for a fresh schema of this server.
    public static Builder onServer(MariaDbServer server) {
        return new Builder()
                .withVariable("DATABASE_URL", server.freshSchema())
                .withVariable("DATABASE_USER", MariaDbServer.USER)
                .withVariable("DATABASE_PASSWORD", MariaDbServer.PASSWORD)
                .withVariable("RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
    }

    /// One builder per database, for tests that start a server with their own settings.
    public static Stream<Named<Supplier<Builder>>> builders() {
        return Stream.of(Named.of("H2", TestServer::onH2), Named.of("MariaDB", TestServer::onMariaDb));
    }

    public URI address() {
        return serving.localAddress();
    }

    public ApplicationContext context() {
        return serving.context();
    }

    public <T> T getBean(Class<T> bean) {
        return serving.context().getBean(bean);
    }

    public TestSql sql() {
        return getBean(TestSql.class);
    }

    /// Settings that a command beside the server would read from the environment.
    public EnvironmentSettings settings() {
        return settings;
    }

    public void restart() {
        stop();
        start();
    }

    /// Stops the server and keeps its data for the next start.
    public void stop() {
        if (serving != null) {
            serving.close();
            // A test class keeps this object; the beans can go.
            serving = null;
        }
    }

    public void start() {
        serving = ContextBootstrap.startServer(settings, properties);
    }

    @Override
    public void close() {
        stop();
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

    /// Builder of a server.
    public static final class Builder {
        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, Object> properties = new HashMap<>();

        /// Sets an environment variable.
        public Builder withVariable(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /// Sets a property of Micronaut.
        public Builder withProperty(String name, Object value) {
            properties.put(name, value);
            return this;
        }

        /// Uses the bot of a fake Bot API.
        public Builder withBot(FakeBotApi api) {
            return withVariable("TELEGRAM_BOT_TOKEN", api.token()).withVariable("TELEGRAM_API_URL", api.url());
        }

        public TestServer startServer() {
            try {
                Path data = Files.createTempDirectory("rahnuma");
                environment.put("RAHNUMA_DATA", data.toString());
                environment.putIfAbsent("MICRONAUT_SERVER_PORT", "0");
                // Users in tests answer faster than people.
                properties.putIfAbsent("rahnuma.telegram.limits.chat", 0);
                // A machine that tests share with others may stop for longer than a person waits.
                properties.putIfAbsent("rahnuma.api.patience", "60s");
                return new TestServer(EnvironmentSettings.fromVariables(environment), properties, data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
