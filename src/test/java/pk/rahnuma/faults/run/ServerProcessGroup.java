package pk.rahnuma.faults.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.monitoring.MetricsScrape;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.vault.MasterKeyset;

/// All processes of the desk on one database, with one bot. A process that ends on its own is restarted, as an
/// operator's supervisor would do.
public final class ServerProcessGroup implements AutoCloseable {

    private final Map<String, String> environment;
    private final List<ServerProcess> desks;
    /// Null when they poll for updates.
    private final InterruptibleProxy webhook;
    private int ended;

    /// Creates the group.
    ///
    /// @param server null for the embedded database, on which there is one process
    public ServerProcessGroup(Path folder, int count, boolean byWebhook, MariaDbServer server, FakeBotApi api)
            throws IOException {
        this.environment = environment(folder, server, api);
        this.desks = IntStream.range(0, count)
                .mapToObj(i -> new ServerProcess(folder.resolve(Integer.toString(i)), environment))
                .toList();
        this.webhook = byWebhook
                ? new InterruptibleProxy(
                        desks.stream().mapToInt(ServerProcess::port).toArray())
                : null;
        if (byWebhook) {
            for (ServerProcess desk : desks) {
                desk.setVariable("TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:" + webhook.port());
                desk.setVariable("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-tests");
            }
        }
    }

    static Map<String, String> environment(Path folder, MariaDbServer server, FakeBotApi api) {
        Map<String, String> environment = new HashMap<>();
        if (server != null) {
            environment.put("DATABASE_URL", server.freshSchema());
            environment.put("DATABASE_USER", MariaDbServer.USER);
            environment.put("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
            environment.put("RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
        }
        environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
        environment.put("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN);
        environment.put("RAHNUMA_OPERATOR_NAME", "Help Desk Lahore");
        environment.put("RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk");
        // Users here answer faster than any user of Telegram.
        environment.put("RAHNUMA_TELEGRAM_LIMITS_CHAT", "0");
        environment.put("TELEGRAM_BOT_TOKEN", api.token());
        environment.put("TELEGRAM_API_URL", api.url());
        return environment;
    }

    /// Uses the database by MariaDB's own driver, from the next start on.
    void useMariaDbDriver() {
        String url = environment.get("DATABASE_URL").replace("jdbc:mysql:", "jdbc:mariadb:");
        setVariable("DATABASE_URL", url);
    }

    /// Sets a variable of all, from the next start on.
    public void setVariable(String name, String value) {
        environment.put(name, value);
        desks.forEach(desk -> desk.setVariable(name, value));
    }

    public List<ServerProcess> allProcesses() {
        return desks;
    }

    /// Settings of a command beside them.
    public EnvironmentSettings settings() {
        return EnvironmentSettings.fromVariables(environment);
    }

    /// Starts all; returns when all serve requests.
    public void startAll() throws IOException {
        for (ServerProcess desk : desks) {
            desk.start();
            desk.awaitServing();
        }
    }

    void killRandom(Random random) throws IOException, InterruptedException {
        ServerProcess desk = desks.get(random.nextInt(desks.size()));
        desk.killProcess();
    }

    /// Starts the processes that do not run, and returns while they start.
    ///
    /// @return how many did not run
    int restartStopped() throws IOException {
        int mended = 0;
        for (ServerProcess desk : desks) {
            if (!desk.isAlive()) {
                desk.start();
                mended++;
            }
        }
        return mended;
    }

    /// Restarts the processes that ended without a kill.
    void restartCrashed() throws IOException {
        ended += restartStopped();
    }

    /// Number of processes that ended on their own.
    int countCrashes() {
        return ended;
    }

    /// Writes thread dumps beside the logs, for the analysis of a failure.
    void writeThreadDumps() throws IOException, InterruptedException {
        for (ServerProcess desk : desks) {
            if (desk.isAlive()) {
                desk.writeThreadDump();
            }
        }
    }

    /// Number of unsent messages; NaN when unknown.
    double countUnsent() {
        return MetricsScrape.scrapeServer(desks.getFirst().address()).sumOf("rahnuma_outbox_messages");
    }

    /// Stops all normally.
    public void stopAll() throws InterruptedException {
        for (ServerProcess desk : desks) {
            desk.stop();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (ServerProcess desk : desks) {
            desk.killProcess();
        }
        if (webhook != null) {
            webhook.close();
        }
    }
}
