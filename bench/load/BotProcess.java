package load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Bot under test, as a process of its own on a fresh schema.
final class BotProcess implements AutoCloseable {

    private static final String WEBHOOK_SECRET = "bench_bench_bench_bench";
    private static final int MAX_START_SECONDS = 120;

    /// Kind of bot.
    ///
    /// @param stored counts the forms that it has stored
    private record Kind(List<String> command, Map<String, String> environment, boolean desk, String stored) {}

    final String name;
    private final String schema;
    private final Kind kind;
    private final Process process;
    private final Path log;
    private long startMillis;

    private BotProcess(String name, String schema, Kind kind, Process process, Path log) {
        this.name = name;
        this.schema = schema;
        this.kind = kind;
        this.process = process;
        this.log = log;
    }

    static BotProcess start(String name, Path root, Path work, BenchmarkDatabase database, LoadBotApiServer telegram, DialogScenario walk)
            throws Exception {
        String schema = "bench_" + name.replace('-', '_');
        database.createSchema(schema);
        int port = BenchmarkDatabase.freePort();
        Kind kind = kind(name, root, work, port, schema, database, walk);
        Map<String, String> environment = new HashMap<>(kind.environment());
        environment.putAll(Map.of(
                "TELEGRAM_BOT_TOKEN",
                LoadBotApiServer.TOKEN,
                "TELEGRAM_API_URL",
                telegram.baseUrl(),
                "TELEGRAM_WEBHOOK_URL",
                "http://127.0.0.1:" + port,
                "TELEGRAM_WEBHOOK_SECRET",
                WEBHOOK_SECRET,
                "DATABASE_USER",
                BenchmarkDatabase.USER,
                "DATABASE_PASSWORD",
                BenchmarkDatabase.PASSWORD));
        Path log = work.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(kind.command()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        BotProcess bot = new BotProcess(name, schema, kind, process, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_START_SECONDS);
        while (!telegram.isWebhookSet()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                bot.close();
                throw new IllegalStateException(name + " does not start: see " + log);
            }
            telegram.runOnce(50);
        }
        bot.startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return bot;
    }

    private static Kind kind(String name, Path root, Path work, int port, String schema, BenchmarkDatabase database, DialogScenario walk)
            throws Exception {
        String url = "127.0.0.1:" + database.port + "/" + schema;
        switch (name) {
            case "rahnuma", "rahnuma-mariadb" -> {
                String java = System.getProperty("java.home") + "/bin/java";
                Path jar = root.resolve("target/rahnuma.jar");
                Path keyset = work.resolve("keyset.txt");
                BenchmarkDatabase.runCommand(List.of(java, "-jar", jar.toString(), "keyset", "new", "--print"), keyset);
                Map<String, String> environment = new HashMap<>(Map.of(
                        "DATABASE_URL", (name.equals("rahnuma") ? "jdbc:mysql://" : "jdbc:mariadb://") + url,
                        "RAHNUMA_KEYSET", Files.readString(keyset).strip(),
                        "RAHNUMA_DATA", work.resolve("data").toString(),
                        "RAHNUMA_OPERATOR_NAME", "Help Desk Lahore",
                        "RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk",
                        "RAHNUMA_TURN_FLOOD", "0",
                        "RAHNUMA_TELEGRAM_LIMITS_CHAT", "0",
                        "MICRONAUT_SERVER_HOST", "127.0.0.1",
                        "MICRONAUT_SERVER_PORT", Integer.toString(port)));
                if (walk.name().equals("visit")) {
                    environment.put("BOT_SCRIPTS", work.resolve("scripts").toString());
                }
                return new Kind(
                        List.of(java, "-jar", jar.toString()),
                        environment,
                        true,
                        walk.name().equals("visit")
                                ? "select count(*) from " + schema + ".ticket"
                                : "select count(*) from " + schema + ".application");
            }
            case "grammy", "python-telegram-bot" -> {
                Path folder = root.resolve("bench/peers/" + name);
                List<String> command = name.equals("grammy")
                        ? List.of("node", folder.resolve("bot.js").toString())
                        : List.of("/usr/bin/python3", folder.resolve("bot.py").toString());
                return new Kind(
                        command,
                        Map.of("DATABASE_URL", "mysql://" + url, "PORT", Integer.toString(port)),
                        false,
                        "select count(*) from " + schema + ".visits");
            }
            case "nothing" -> {
                List<String> command = List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NullBot.class.getName(),
                        "bench/walks/" + walk.name() + ".txt");
                return new Kind(command, Map.of("PORT", Integer.toString(port)), false, null);
            }
            default -> throw new IllegalArgumentException("no such bot: " + name);
        }
    }

    long pid() {
        return process.pid();
    }

    /// Time from the start of the process until it took its webhook.
    long startMillis() {
        return startMillis;
    }

    String schema() {
        return schema;
    }

    /// Tells whether the bot is the desk, which has a prelude.
    boolean isDesk() {
        return kind.desk();
    }

    /// Number of stored forms.
    ///
    /// @param ended number of finished forms; the result for a bot that stores nothing by design
    long countStoredForms(BenchmarkDatabase database, long ended) {
        return kind.stored() == null ? ended : database.queryNumber(kind.stored());
    }

    Path logFile() {
        return log;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
