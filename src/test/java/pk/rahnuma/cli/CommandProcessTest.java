package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.TestSql;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;

/// The program as an operator sees it: a process with an environment, two streams and an exit code.
class CommandProcessTest {

    @TempDir
    private Path folder;

    private final Map<Process, Path> errors = new HashMap<>();

    @AfterEach
    void nothingIsLeftRunning() {
        errors.keySet().forEach(Process::destroyForcibly);
    }

    @Test
    void aWrongSettingEndsItWithOneLine() throws Exception {
        Process process = start("RAHNUMA_MODE", "registry");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process)).containsExactly("rahnuma: RAHNUMA_MODE must be assistance or authority");
    }

    @Test
    void aWrongCommandEndsItWithOneLine() throws Exception {
        Process process = start(List.of("sreve"));
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process)).singleElement().asString().startsWith("rahnuma: Unmatched argument");
    }

    @Test
    void theVersionNamesTheCommitThatItWasBuiltFrom() throws Exception {
        Process process = start(List.of("--version"));
        String line =
                process.inputReader(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        assertThat(process.waitFor()).isZero();
        assertThat(line)
                .matches("rahnuma [0-9]+[.][0-9]+[.][0-9]+(-SNAPSHOT)? [(]commit ([0-9a-f]{10,}(-dirty)?|unknown)[)]");
    }

    @Test
    void questionsByTheLineComeOutAsTopicsInAnyLanguageOfTheMachine() throws Exception {
        Process process = start(List.of("ask"));
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write("kitni fees hai?\n\nوی پی این کی فیس کتنی ہے\nWhich horse wins tomorrow");
        }
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines(process)).isEmpty();
        assertThat(lines).hasSize(4).allMatch(line -> line.matches("[a-z_-]+\t[01]\\.\\d{3}"));
        assertThat(lines.get(0)).startsWith("fee\t");
        assertThat(lines.get(1)).isEqualTo("-\t0.000");
        assertThat(lines.get(2)).startsWith("fee\t");
        assertThat(lines.get(3)).startsWith("out_of_scope\t");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void afterAKillItStartsOnTheSameDataAndATermEndsItWell() throws Exception {
        Process first = start();
        URI address = awaitBanner(first);
        awaitHealth(address);
        Process second = start();
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(lines(second)).singleElement().asString().contains("another server runs");
        first.destroyForcibly().waitFor();

        Process again = start();
        awaitHealth(awaitBanner(again));
        again.destroy();
        assertThat(again.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue()).isZero();
        String dated = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ INFO ";
        assertThat(lines(first)).hasSize(3);
        assertThat(lines(first).get(0))
                .matches(dated + "SchemaMigration: migration: \\d+ pending, tables at version 0");
        assertThat(lines(first).get(1))
                .matches(dated + "SchemaMigration: migration: done, tables at version \\d+ after \\d+ ms");
        assertThat(lines(first).get(2))
                .matches(dated + "ServeCommand: start: Rahnuma .*commit .*, H2 2.*, tables at version \\d+, port "
                        + address.getPort());
        assertThat(lines(again)).hasSize(3);
        assertThat(lines(again).get(0)).matches(dated + "ServeCommand: start: .*");
        assertThat(lines(again).get(1)).matches(dated + "ServeCommand: stop: completing current requests");
        assertThat(lines(again).get(2)).matches(dated + "ServeCommand: stop: done");
    }

    @Test
    void aDataFolderFromBeforeTheBaselineIsRefusedInOneLine() throws Exception {
        Map<String, String> variables =
                Map.of("RAHNUMA_DATA", folder.resolve("data").toString());
        try (CommandContext opened = ContextBootstrap.openContext(EnvironmentSettings.fromVariables(variables))) {
            opened.getBean(TestSql.class)
                    .execute("update flyway_schema_history set checksum = 1, description = 'foundation'");
        }
        Process process = start();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process)).singleElement().asString().contains("made before the first release");
    }

    private Process start(String... environment) throws IOException {
        return start(List.of(), environment);
    }

    private Process start(List<String> arguments, String... environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                productionClassPath(),
                "pk.rahnuma.Launcher");
        builder.command().addAll(arguments);
        builder.environment().clear();
        builder.environment().put("RAHNUMA_DATA", folder.resolve("data").toString());
        builder.environment().put("MICRONAUT_SERVER_PORT", "0");
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        Path file = Files.createTempFile(folder, "errors", ".txt");
        Process process = builder.redirectError(file.toFile()).start();
        errors.put(process, file);
        return process;
    }

    /// Class path without the logging of the tests.
    private static String productionClassPath() {
        return System.getProperty("java.class.path").replaceAll("[^:]*/test-classes:?", "");
    }

    private static URI awaitBanner(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("http://")) {
                return URI.create(line.substring(line.indexOf("http://")).strip());
            }
        }
        throw new AssertionError("it ended without a banner");
    }

    /// Waits until the server says that it works: a busy machine may take it a while after the start.
    private static void awaitHealth(URI address) throws Exception {
        int status = 0;
        for (int i = 0; i < 600 && status != 200; i++) {
            status = ((HttpURLConnection) address.resolve("/health").toURL().openConnection()).getResponseCode();
            Thread.sleep(100);
        }
        assertThat(status).isEqualTo(200);
    }

    private List<String> lines(Process process) throws IOException {
        return Files.readAllLines(errors.get(process));
    }
}
