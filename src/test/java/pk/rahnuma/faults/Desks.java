package pk.rahnuma.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import pk.rahnuma.MariaDb;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.monitoring.Scrape;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.vault.Keyset;

/// All processes of the desk on one database, and at one bot. One that ends by itself is started again, as whoever runs
/// it would.
final class Desks implements AutoCloseable {

    private final Map<String, String> environment;
    private final List<DeskProcess> desks;
    /// Null where they ask for updates.
    private final Wire webhook;
    private int ended;

    /// @param carried whether replies may travel in the webhook's answer
    /// @param server null for the embedded database, on which there is one process
    Desks(Path folder, int count, boolean byWebhook, boolean carried, MariaDb server, BotApi api) throws IOException {
        this.environment = environment(folder, server, api);
        this.desks = IntStream.range(0, count)
                .mapToObj(i -> new DeskProcess(folder.resolve(Integer.toString(i)), environment))
                .toList();
        this.webhook =
                byWebhook ? new Wire(desks.stream().mapToInt(DeskProcess::port).toArray()) : null;
        if (byWebhook) {
            for (DeskProcess desk : desks) {
                desk.set("TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:" + webhook.port());
                desk.set("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-tests");
                desk.set("RAHNUMA_TELEGRAM_REPLY_IN_WEBHOOK", Boolean.toString(carried));
            }
        }
    }

    static Map<String, String> environment(Path folder, MariaDb server, BotApi api) {
        Map<String, String> environment = new HashMap<>();
        if (server != null) {
            environment.put("DATABASE_URL", server.freshSchema());
            environment.put("DATABASE_USER", MariaDb.USER);
            environment.put("DATABASE_PASSWORD", MariaDb.PASSWORD);
            environment.put("RAHNUMA_KEYSET", Keyset.generate().json());
        }
        environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
        environment.put("RAHNUMA_METRICS_TOKEN", Scrape.TOKEN);
        // People here answer faster than any that Telegram has.
        environment.put("RAHNUMA_TELEGRAM_LIMITS_CHAT", "0");
        environment.put("TELEGRAM_BOT_TOKEN", api.token());
        environment.put("TELEGRAM_API_URL", api.url());
        return environment;
    }

    List<DeskProcess> all() {
        return desks;
    }

    /// What a command beside them would read.
    Settings settings() {
        return Settings.of(environment);
    }

    /// Returns when all serve.
    void start() throws IOException {
        for (DeskProcess desk : desks) {
            desk.start();
            desk.awaitServing();
        }
    }

    void kill(Random random) throws IOException, InterruptedException {
        DeskProcess desk = desks.get(random.nextInt(desks.size()));
        desk.kill();
    }

    /// Starts whichever are not there, and returns while they start.
    ///
    /// @return how many there were
    int mend() throws IOException {
        int mended = 0;
        for (DeskProcess desk : desks) {
            if (!desk.isAlive()) {
                desk.start();
                mended++;
            }
        }
        return mended;
    }

    /// The same for those that nobody killed.
    void watch() throws IOException {
        ended += mend();
    }

    /// How often one ended by itself.
    int ended() {
        return ended;
    }

    /// For whoever looks for why somebody waited in vain: what each process does, beside its log.
    void leaveThreads() throws IOException, InterruptedException {
        for (DeskProcess desk : desks) {
            if (desk.isAlive()) {
                desk.leaveThreads();
            }
        }
    }

    /// Messages that are still to be sent; NaN when that is not known.
    double unsent() {
        return Scrape.of(desks.getFirst().address()).sum("rahnuma_outbox_messages");
    }

    /// In good order.
    void stop() throws InterruptedException {
        for (DeskProcess desk : desks) {
            desk.stop();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (DeskProcess desk : desks) {
            desk.kill();
        }
        if (webhook != null) {
            webhook.close();
        }
    }
}
