package pk.rahnuma.faults.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.FreePort;

/// Desk as a process of its own that can be killed, on a fixed port. It logs to a file in its folder.
public final class ServerProcess {

    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private List<String> program = List.of(
            "-cp", System.getProperty("java.class.path").replaceAll("[^:]*/test-classes:?", ""), "pk.rahnuma.Launcher");
    private String maxHeap = "256m";
    private Process process;

    /// Prepares the process; [#start] starts it.
    public ServerProcess(Path folder, Map<String, String> environment) {
        try {
            this.folder = Files.createDirectories(folder);
            this.environment = new HashMap<>(environment);
            this.port = FreePort.find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
    }

    /// Sets a further environment variable.
    public void setVariable(String variable, String value) {
        environment.put(variable, value);
    }

    /// Sets the size of the heap, as `-Xmx` takes it.
    public void useHeap(String size) {
        maxHeap = size;
    }

    /// Runs this jar instead of the classes under test.
    public void useJar(Path jar) {
        program = List.of("-jar", jar.toString());
    }

    int port() {
        return port;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /// Starts the process; returns while it still starts.
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + maxHeap));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.redirectError(
                        ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// Waits until it serves requests.
    public void awaitServing() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("http://")) {
                return;
            }
        }
        throw new AssertionError("it ended before it served:\n" + readLog());
    }

    public String readLog() throws IOException {
        return Files.readString(logFile());
    }

    public Path logFile() {
        return folder.resolve("errors.txt");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Bytes of the heap that are in use after a full collection.
    public long liveHeapBytes() throws IOException, InterruptedException {
        tool("GC.run");
        return tool("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                .sum();
    }

    /// Writes a thread dump beside its log.
    void writeThreadDump() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("threads.txt"), tool("Thread.print"));
    }

    private String tool(String command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(program("jcmd"), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return said;
    }

    /// Kills the process, as `kill -9` does.
    public void killProcess() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /// Stops the process, as `kill` does; returns when it has ended.
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
