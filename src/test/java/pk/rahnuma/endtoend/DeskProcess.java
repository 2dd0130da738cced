package pk.rahnuma.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// The desk as a process of its own, to be killed. What it logs goes to a file in its folder.
final class DeskProcess {

    private final Path folder;
    private final Map<String, String> environment;
    private Process process;

    DeskProcess(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// Returns while it still starts.
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xshare:auto",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path").replaceAll("[^:]*/test-classes:?", ""),
                "pk.rahnuma.Launcher");
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors.txt").toFile()))
                .start();
    }

    /// Waits until it serves.
    void awaitServing() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("http://")) {
                return;
            }
        }
        throw new AssertionError("it ended before it served");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// As `kill -9`.
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /// As `kill`; returns when it has ended.
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
