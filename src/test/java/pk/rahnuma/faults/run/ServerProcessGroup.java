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
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.vault.MasterKeyset;

/// All processes of the desk on one database, and at one bot. One that ends by itself is started again, as whoever runs
/// it would.
public final class ServerProcessGroup implements AutoCloseable {

    private final Map<String, String> environment;
    private final List<ServerProcess> desks;
    /// Null where they ask for updates.
    private final InterruptibleProxy webhook;
    private int ended;

    /// @param carried whether replies may travel in the webhook's answer
    /// @param server null for the embedded database, on which there is one process
    public ServerProcessGroup(
            Path folder, int count, boolean byWebhook, boolean carried, MariaDbServer server, FakeBotApi api)
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
                desk.setVariable("RAHNUMA_TELEGRAM_REPLY_IN_WEBHOOK", Boolean.toString(carried));
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
        // People here answer faster than any that Telegram has.
        environment.put("RAHNUMA_TELEGRAM_LIMITS_CHAT", "0");
        environment.put("TELEGRAM_BOT_TOKEN", api.token());
        environment.put("TELEGRAM_API_URL", api.url());
        return environment;
    }

    public List<ServerProcess> allProcesses() {
        return desks;
    }

    /// What a command beside them would read.
    public EnvironmentSettings settings() {
        return EnvironmentSettings.fromVariables(environment);
    }

    /// Returns when all serve.
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

    /// Starts whichever are not there, and returns while they start.
    ///
    /// @return how many there were
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

    /// The same for those that nobody killed.
    void restartCrashed() throws IOException {
        ended += restartStopped();
    }

    /// How often one ended by itself.
    int countCrashes() {
        return ended;
    }

    /// For whoever looks for why somebody waited in vain: what each process does, beside its log.
    void writeThreadDumps() throws IOException, InterruptedException {
        for (ServerProcess desk : desks) {
            if (desk.isAlive()) {
                desk.writeThreadDump();
            }
        }
    }

    /// Messages that are still to be sent; NaN when that is not known.
    double countUnsent() {
        return MetricsScrape.scrapeServer(desks.getFirst().address()).sumOf("rahnuma_outbox_messages");
    }

    /// In good order.
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
