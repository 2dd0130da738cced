package load;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Process of the desk on an embedded database of its own, with a Bot API and a mail server of its own.
final class AttackedNode implements AutoCloseable {

    private static final long START_TIMEOUT_MILLIS = 120_000;

    /// Below the ports of outgoing connections.
    private static final int MIN_PORT = 20_000;

    private static final int MAX_PORT = 32_000;
    private static final int MAX_PORT_ATTEMPTS = 20;

    private final Process process;
    private final Path data;
    private final int port;
    private final FileBotApiServer bot;
    private final MailSinkServer mail;
    private long megabytes;

    private AttackedNode(Process process, Path data, int port, FileBotApiServer bot, MailSinkServer mail) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.bot = bot;
        this.mail = mail;
    }

    static AttackedNode start(List<String> command, Map<String, String> environment) throws Exception {
        Path data = Files.createTempDirectory("rahnuma-hostile");
        int port = freePort();
        FileBotApiServer bot = new FileBotApiServer();
        MailSinkServer mail = new MailSinkServer();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(data.resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RAHNUMA_") || name.startsWith("DATABASE_")
                || name.startsWith("TELEGRAM_"));
        builder.environment()
                .putAll(Map.of(
                        "RAHNUMA_DATA",
                        data.toString(),
                        "RAHNUMA_OPERATOR_NAME",
                        "Help Desk Lahore",
                        "RAHNUMA_OPERATOR_CONTACT",
                        "help@desk.example.pk",
                        "MICRONAUT_SERVER_PORT",
                        Integer.toString(port),
                        "TELEGRAM_BOT_TOKEN",
                        FileBotApiServer.TOKEN,
                        "TELEGRAM_API_URL",
                        bot.url()));
        builder.environment()
                .putAll(Map.of(
                        "RAHNUMA_MAIL_HOST",
                        "127.0.0.1",
                        "RAHNUMA_MAIL_PORT",
                        Integer.toString(mail.port()),
                        "RAHNUMA_MAIL_SECURITY",
                        "none",
                        "RAHNUMA_MAIL_FROM",
                        "desk@example.com"));
        builder.environment().putAll(environment);
        AttackedNode node = new AttackedNode(builder.start(), data, port, bot, mail);
        try {
            node.await();
        } catch (Exception e) {
            node.close();
            throw e;
        }
        return node;
    }

    /// Port that no outgoing connection can get meanwhile.
    private static int freePort() throws IOException {
        IOException taken = null;
        for (int i = 0; i < MAX_PORT_ATTEMPTS; i++) {
            try (ServerSocket free = new ServerSocket(
                    ThreadLocalRandom.current().nextInt(MIN_PORT, MAX_PORT), 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }

    private void await() throws Exception {
        long end = System.currentTimeMillis() + START_TIMEOUT_MILLIS;
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.currentTimeMillis() > end) {
                    throw new IllegalStateException("the desk does not start:\n" + Files.readString(data.resolve("log")), e);
                }
                Thread.sleep(100);
            }
        }
    }

    int port() {
        return port;
    }

    FileBotApiServer bot() {
        return bot;
    }

    /// Output of the process so far.
    String readLog() throws IOException {
        return Files.readString(data.resolve("log"));
    }

    boolean isAlive() throws IOException {
        measure();
        return process.isAlive();
    }

    /// Peak of its resident memory.
    long peakMegabytes() {
        return megabytes;
    }

    private void measure() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.exists(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                megabytes = lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
                        .findFirst()
                        .orElse(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        bot.close();
        mail.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
