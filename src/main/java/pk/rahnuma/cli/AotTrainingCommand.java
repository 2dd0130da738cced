package pk.rahnuma.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.RunningServer;

/// Starts in a folder of its own, serves the chat page, answers a visitor, serves the sign-in page of the console, and
/// ends. The build runs it to record the classes for the AOT cache (see [JvmRelauncher]). It fails when the jar lacks
/// something.
@Command(name = "rehearse", hidden = true, description = "Start with an empty database, answer a visitor, and exit")
final class AotTrainingCommand implements Callable<Integer> {

    private static final List<String> TRAINING_MESSAGES =
            List.of("hello", "1", "1", "menu", "kitni fees hai?", "menu", "2", "back");

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("rahnuma-rehearsal");
        // On a slow machine the first answer waits long for the classifier.
        EnvironmentSettings settings = EnvironmentSettings.fromVariables(Map.of(
                "RAHNUMA_DATA", folder.toString(), "MICRONAUT_SERVER_PORT", "0", "RAHNUMA_TURN_PATIENCE", "60s"));
        try (RunningServer serving = ContextBootstrap.startServer(settings, settings.toTrialProperties())) {
            visitPages(serving.localAddress());
        } finally {
            deleteFolder(folder);
        }
        return 0;
    }

    private static void visitPages(URI desk) throws IOException {
        CookieManager cookies = new CookieManager();
        readResponse(openConnection(desk, cookies), desk, cookies);
        for (String text : TRAINING_MESSAGES) {
            HttpURLConnection connection = openConnection(desk.resolve("/api/v1/conversation"), cookies);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            String body = "{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + text + "\"}";
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            readResponse(connection, desk, cookies);
        }
        readResponse(openConnection(desk.resolve("/desk/sign-in"), cookies), desk, cookies);
    }

    private static HttpURLConnection openConnection(URI address, CookieManager cookies) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        cookies.get(address, Map.of())
                .forEach((name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
        return connection;
    }

    private static void readResponse(HttpURLConnection connection, URI desk, CookieManager cookies) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
        cookies.put(desk, connection.getHeaderFields());
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
