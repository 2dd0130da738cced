package pk.rahnuma.bench;

import io.micronaut.runtime.server.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.delivery.MessageSender;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.vault.MasterKeyset;

/// Users in a closed loop repeat the eligibility questions; each waits for the commit of one turn before the next. Run
/// by `bench/turns.sh`.
public final class TurnBenchmark {

    private static final int[] BUTTON_CHOICES = {0, 0, 0, 0};
    private static final int SECONDS = Integer.getInteger("seconds", 8);
    private static final MariaDbServer SERVER = MariaDbServer.startOwn();
    private static final AtomicLong UPDATES = new AtomicLong();

    private TurnBenchmark() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> mariaDb = Map.of(
                "DATABASE_URL",
                SERVER.freshSchema(),
                "DATABASE_USER",
                MariaDbServer.USER,
                "DATABASE_PASSWORD",
                MariaDbServer.PASSWORD,
                "RAHNUMA_KEYSET",
                MasterKeyset.generateNew().toJson());
        System.out.printf(
                "%-8s %9s %9s %8s %8s %11s %11s %12s%n",
                "", "in flight", "turns/s", "p50 ms", "p99 ms", "CPU ms/turn", "DB ms/turn", "queries/turn");
        // Higher than the rate limit for people.
        System.setProperty("rahnuma.turn.flood", "0");
        run("H2", Map.of());
        run("MariaDB", mariaDb);
        System.exit(0);
    }

    private static void run(String name, Map<String, String> database) throws Exception {
        Map<String, String> environment = new HashMap<>(database);
        environment.put("RAHNUMA_DATA", Files.createTempDirectory("bench").toString());
        environment.put("MICRONAUT_SERVER_PORT", "0");
        environment.put("RAHNUMA_OPERATOR_NAME", "Help Desk Lahore");
        environment.put("RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk");
        try (CommandContext desk = ContextBootstrap.openContext(EnvironmentSettings.fromVariables(environment))) {
            desk.context().registerSingleton(MessageSender.class, new DiscardingSender());
            desk.getBean(EmbeddedServer.class).start();
            measure(desk.getBean(MessageIntake.class), 64, SECONDS * 2);
            for (int people : List.of(1, 16, 64)) {
                long queries = queries(database);
                long cpu = cpu();
                long server = server();
                long[] nanos = measure(desk.getBean(MessageIntake.class), people, SECONDS);
                System.out.printf(
                        "%-8s %9d %9d %8.2f %8.2f %11.3f %11.3f %12s%n",
                        name,
                        people,
                        nanos.length / SECONDS,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[nanos.length * 99 / 100] / 1e6,
                        (cpu() - cpu) / 1e6 / nanos.length,
                        (server() - server) / 1e6 / nanos.length,
                        queries == 0 ? "" : "%.1f".formatted((queries(database) - queries) / (double) nanos.length));
            }
        }
    }

    /// Measures turns.
    ///
    /// @return duration of each turn, sorted
    private static long[] measure(MessageIntake intake, int people, int seconds) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        long[][] all = new long[people][];
        CountDownLatch done = new CountDownLatch(people);
        IntStream.range(0, people)
                .forEach(i -> Thread.ofVirtual().start(() -> {
                    try {
                        all[i] = walk(intake, "bench " + i, end);
                    } catch (Throwable e) {
                        e.printStackTrace();
                        Runtime.getRuntime().halt(1);
                    } finally {
                        done.countDown();
                    }
                }));
        done.await();
        return Arrays.stream(all).flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private static long[] walk(MessageIntake intake, String who, long end) {
        take(intake, who, new ConversationInput.Text("/start"));
        take(intake, who, new ConversationInput.Tap("!speak=en", null));
        long[] nanos = new long[1_000_000];
        int count = 0;
        while (true) {
            TurnReceipt receipt = null;
            for (int step = -1; step < BUTTON_CHOICES.length; step++) {
                long begun = System.nanoTime();
                if (begun > end) {
                    return Arrays.copyOf(nanos, count);
                }
                String data = step < 0 ? "!start=eligibility" : button(receipt, BUTTON_CHOICES[step]);
                receipt = take(intake, who, new ConversationInput.Tap(data, null));
                nanos[count++] = System.nanoTime() - begun;
            }
        }
    }

    private static String button(TurnReceipt receipt, int index) {
        return receipt.replies().getLast().body().buttons().stream()
                .flatMap(List::stream)
                .toList()
                .get(index)
                .data();
    }

    private static TurnReceipt take(MessageIntake intake, String who, ConversationInput input) {
        String update = Long.toString(UPDATES.incrementAndGet());
        TurnReceipt receipt = intake.offerMessage(
                        new IncomingMessage(Channel.WEB, who, update, input, "en", Instant.now()))
                .join();
        if (receipt.replies().isEmpty()) {
            throw new IllegalStateException("no answer to " + input);
        }
        return receipt;
    }

    /// CPU time of this process, which includes H2 but not MariaDB. Other work on the machine changes it little.
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// CPU time of child processes, which is MariaDB.
    private static long server() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private static long queries(Map<String, String> database) throws Exception {
        if (database.isEmpty()) {
            return 0;
        }
        try (var connection = SERVER.connect();
                var status = connection.createStatement().executeQuery("show global status like 'Questions'")) {
            status.next();
            return status.getLong(2);
        }
    }

    private static final class DiscardingSender implements MessageSender {
        @Override
        public Channel channel() {
            return Channel.WEB;
        }

        @Override
        public SendResult sendMessage(Chat chat, Message message) {
            return new SendResult.Sent(null);
        }
    }
}
