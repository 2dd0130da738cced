package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Named;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.RunningServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.vault.MasterKeyset;

/// Whole application in this process, on a free port, with a data folder of its own. Its test class closes it at the
/// latest.
///
///     try (TestServer server = TestServer.onH2().withVariable("TELEGRAM_API_URL", stub.url()).start()) { …
/// server.address() … }
///
/// [#restart] stops it normally and starts it on the same data. A [shared][Builder#shareServer] server is emptied when
/// it is closed, and serves the next test with the same settings. Persons of its [#bot] are new in each test
/// ([FakeBotApi#newPerson]), because a server remembers chats. Closing a server fails when the bot made an error.
public final class TestServer implements AutoCloseable {

    public static final String WEBHOOK_SECRET = "a-secret-of-the-tests";

    /// Servers with different settings that are kept for the next test.
    private static final int MAX_IDLE = 6;
    private static final String UNSENT = "select count(*) from message where state = 'PENDING'";
    private static final List<String> LIMITS_OF_AN_ADDRESS = List.of(
            "RAHNUMA_API_OPENINGS",
            "RAHNUMA_API_ALL_OPENINGS",
            "RAHNUMA_API_PUBLIC_READS",
            "RAHNUMA_API_STATUS_LOOKUPS",
            "RAHNUMA_API_SIGN_INS",
            "RAHNUMA_API_KEY_REQUESTS");
    /// Tables whose rows a running server relies on. It would report a missing part of the audit log.
    private static final Set<String> TABLES_OF_A_SERVER =
            Set.of("database_purpose", "node", "lease", "script_flow", "subject", "audit", "audit_head");
    /// Servers that nobody uses, by their settings, the longest unused first.
    private static final SequencedMap<Map<String, Object>, TestServer> IDLE = new LinkedHashMap<>();

    private static final Set<TestServer> OPEN = new HashSet<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.values().forEach(idle -> delete(idle.data))));
    }

    private final EnvironmentSettings settings;
    private final Map<String, Object> properties;
    private final Path data;
    /// Settings for which a server is shared; `null` for a server of one test.
    private final Map<String, Object> flavour;

    /// Of this server alone; `null` for a server without one, and for one with the bot of a test.
    private final FakeBotApi bot;

    private RunningServer serving;

    private TestServer(
            EnvironmentSettings settings,
            Map<String, Object> properties,
            Path data,
            Map<String, Object> flavour,
            FakeBotApi bot) {
        this.flavour = flavour;
        this.bot = bot;
        this.settings = settings;
        this.properties = properties;
        this.data = data;
        this.serving = ContextBootstrap.startServer(settings, properties);
        OPEN.add(this);
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
        Builder builder = new Builder();
        builder.database = server;
        return builder;
    }

    /// One builder per database of this run, for tests that start a server with their own settings: H2, and in the full
    /// run MariaDB.
    public static Stream<Named<Supplier<Builder>>> builders() {
        Stream<Named<Supplier<Builder>>> all =
                Stream.of(Named.of("H2", TestServer::onH2), Named.of("MariaDB", TestServer::onMariaDb));
        return OnEachDatabase.IN_FULL_RUN ? all : all.limit(1);
    }

    /// One shared server per database of this run, without settings of its own. JUnit closes them.
    public static Stream<TestServer> sharedServers() {
        return builders().map(builder -> builder.getPayload().get().shareServer());
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

    /// Time of the server's clock.
    public Instant now() {
        return getBean(Clock.class).instant();
    }

    public TestSql sql() {
        return getBean(TestSql.class);
    }

    /// Stand-in of Telegram that belongs to this server: see [Builder#withBot()].
    public FakeBotApi bot() {
        return bot;
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

    /// Closes the servers that the present test class has left open.
    static void closeAll() {
        List.copyOf(OPEN).forEach(TestServer::close);
    }

    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            // The next class may have it already.
            return;
        }
        boolean lent = flavour != null && serving != null && isQuiet();
        List<String> complaints = bot == null ? List.of() : bot.complaints();
        if (lent) {
            lendAgain();
        } else {
            end();
        }
        assertThat(complaints).as("what a correct bot never sends").isEmpty();
    }

    /// Waits until no message of the test is on its way. What still happens would be in the way of the next test.
    private boolean isQuiet() {
        if (bot == null) {
            return true;
        }
        try {
            AwaitSupport.await().until(() -> bot.isQuiet() && sql().queryOne(Integer.class, UNSENT) == 0);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void lendAgain() {
        sql().deleteRows(TABLES_OF_A_SERVER);
        if (bot != null) {
            bot.forgetTest();
        }
        TestServer unused;
        synchronized (IDLE) {
            unused = IDLE.put(flavour, this);
            if (IDLE.size() > MAX_IDLE) {
                unused = IDLE.pollFirstEntry().getValue();
            }
        }
        if (unused != null) {
            unused.end();
        }
    }

    private void end() {
        stop();
        if (bot != null) {
            bot.close();
        }
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
        /// Embedded if it is `null`.
        private MariaDbServer database;

        private boolean ownBot;
        private boolean webhook;

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

        /// Gives the server a bot of its own: [TestServer#bot].
        public Builder withBot() {
            ownBot = true;
            return this;
        }

        /// Gives the server a bot of its own, which hears of updates by a webhook.
        public Builder withWebhook() {
            webhook = true;
            return withBot().withVariable("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET);
        }

        /// Uses the bot of a test: for several servers, or one that the test starts late.
        public Builder withBot(FakeBotApi api) {
            return withVariable("TELEGRAM_BOT_TOKEN", api.token()).withVariable("TELEGRAM_API_URL", api.url());
        }

        /// Starts a server of its own, for a test that breaks its database, or looks at what it keeps in memory.
        public TestServer startServer() {
            return startServer(null);
        }

        /// Borrows a server that another test with the same settings has used; else starts one.
        public TestServer shareServer() {
            Map<String, Object> flavour = new HashMap<>(environment);
            flavour.putAll(properties);
            flavour.put("database", database == null ? "H2" : database);
            flavour.put("bot", ownBot);
            flavour.put("webhook", webhook);
            TestServer idle;
            synchronized (IDLE) {
                idle = IDLE.remove(flavour);
            }
            if (idle == null) {
                return startServer(flavour);
            }
            OPEN.add(idle);
            return idle;
        }

        private TestServer startServer(Map<String, Object> flavour) {
            try {
                Path data = Files.createTempDirectory("rahnuma");
                environment.put("RAHNUMA_DATA", data.toString());
                environment.putIfAbsent("MICRONAUT_SERVER_PORT", "0");
                FakeBotApi bot = ownBot ? FakeBotApi.start() : null;
                if (ownBot) {
                    withBot(bot);
                }
                if (webhook) {
                    // Telegram must know the port before the server has it.
                    String port = Integer.toString(FreePort.find());
                    environment.put("MICRONAUT_SERVER_PORT", port);
                    environment.put("TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:" + port);
                }
                if (database != null) {
                    // A second server of this builder is another node on the same schema.
                    environment.computeIfAbsent("DATABASE_URL", each -> database.freshSchema());
                    environment.putIfAbsent("DATABASE_USER", MariaDbServer.USER);
                    environment.putIfAbsent("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
                    environment.putIfAbsent(
                            "RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
                }
                // Users in tests answer faster than people, and come from one address.
                environment.putIfAbsent("RAHNUMA_API_MESSAGES", "1000");
                environment.putIfAbsent("RAHNUMA_OPERATOR_NAME", DeskIdentity.EXAMPLE_OPERATOR);
                environment.putIfAbsent("RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk");
                LIMITS_OF_AN_ADDRESS.forEach(limit -> environment.putIfAbsent(limit, "100000"));
                properties.putIfAbsent("rahnuma.telegram.limits.chat", 0);
                // A machine that tests share with others may stop for longer than a person waits.
                properties.putIfAbsent("rahnuma.turn.patience", "60s");
                return new TestServer(EnvironmentSettings.fromVariables(environment), properties, data, flavour, bot);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
