package pk.rahnuma.packaged;

import static pk.rahnuma.AwaitSupport.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.faults.run.ServerProcess;
import pk.rahnuma.vault.MasterKeyset;

/// Server in a process of its own, run from the jar that the build has packaged.
final class PackagedServer implements AutoCloseable {

    private static final Path JAR = Path.of("target", "rahnuma.jar").toAbsolutePath();
    private static final Pattern SENT_CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final ServerProcess process;

    private PackagedServer(Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("rahnuma-packaged");
            environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
            environment.put("RAHNUMA_TURN_PATIENCE", "60s");
            environment.put("RAHNUMA_OPERATOR_NAME", "Help Desk Lahore");
            environment.put("RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk");
            environment.putIfAbsent("RAHNUMA_SMS_URL", "log");
            this.process = new ServerProcess(folder, environment);
            process.setVariable(
                    "RAHNUMA_URL", "http://localhost:" + process.address().getPort());
            process.useJar(JAR);
            process.start();
            process.awaitServing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PackagedServer startOnH2() {
        return new PackagedServer(new HashMap<>());
    }

    /// Server that decides applications by itself, and sends nothing.
    static PackagedServer startSandbox() {
        return new PackagedServer(new HashMap<>(Map.of("RAHNUMA_SANDBOX", "true", "RAHNUMA_SMS_URL", "")));
    }

    static PackagedServer startOnMariaDb() {
        return new PackagedServer(new HashMap<>(Map.of(
                "DATABASE_URL",
                MariaDbServer.sharedServer().freshSchema(),
                "DATABASE_USER",
                MariaDbServer.USER,
                "DATABASE_PASSWORD",
                MariaDbServer.PASSWORD,
                "RAHNUMA_KEYSET",
                MasterKeyset.generateNew().toJson())));
    }

    URI address() {
        return process.address();
    }

    /// Codes of all SMS, which this server logs instead of sending them.
    List<String> sentCodes() {
        try {
            return process.readLog()
                    .lines()
                    .filter(line -> line.contains("RAHNUMA_SMS_URL=log"))
                    .flatMap(line -> SENT_CODE.matcher(line).results())
                    .map(code -> code.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for a further code.
    ///
    /// @param before number of codes that were sent before it
    void awaitCodeAfter(int before) {
        await().until(() -> sentCodes().size() > before);
    }

    String lastSentCode() {
        return sentCodes().getLast();
    }

    /// File with its log, in which programs of other languages look for codes.
    Path log() {
        return process.logFile();
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
