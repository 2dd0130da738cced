package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmRelauncherTest {

    private static final List<String> BARE = List.of("java", "-jar", "app/rahnuma.jar", "desk", "list");

    @TempDir
    private Path folder;

    private Path jar;
    private Process process;

    @BeforeEach
    void aJarAsTheBuildLeavesIt() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "pk.rahnuma.Launcher");
        main.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .filter(entry -> !entry.contains("test-classes"))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        jar = folder.resolve("rahnuma.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    @AfterEach
    void nothingIsLeftRunning() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void aBareJarServesWithOurOptionsInTheSameProcess() throws Exception {
        start();
        awaitBanner();
        assertThat(process.info().arguments().orElseThrow()).containsAll(JvmRelauncher.JVM_OPTIONS);
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllLines(folder.resolve("errors.txt")))
                .allMatch(line -> line.matches("20\\d\\d-\\d\\d-\\d\\dT\\S+Z INFO (SchemaMigration|ServeCommand): .*"));
    }

    @Test
    void givenJvmOptionsReplaceTheDefaults() throws Exception {
        start("-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow");
        awaitBanner();
        assertThat(process.info().arguments().orElseThrow())
                .containsExactly(
                        "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString());
    }

    @Test
    void optionsInTheEnvironmentCountAsGiven() {
        assertThat(JvmRelauncher.isPlainJarStart(BARE, Map.of())).isTrue();
        assertThat(JvmRelauncher.isPlainJarStart(BARE, Map.of("JDK_JAVA_OPTIONS", "-Xmx1g")))
                .isFalse();
        assertThat(JvmRelauncher.isPlainJarStart(List.of("java", "-cp", "x", "pk.rahnuma.Launcher"), Map.of()))
                .isFalse();
    }

    @Test
    void theOptionsStandBeforeTheJarAndWhatFollowsStays() {
        assertThat(JvmRelauncher.withOptions(List.of("-Xms48m"), BARE))
                .containsExactly("java", "-Xms48m", "-jar", "app/rahnuma.jar", "desk", "list");
    }

    @Test
    void theCacheBesideTheJarIsUsed() throws IOException {
        Path cache = Files.createFile(folder.resolve("rahnuma.aot"));
        assertThat(JvmRelauncher.withOptions(List.of(), List.of("java", "-jar", jar.toString())))
                .contains("-XX:AOTCache=" + cache);
    }

    @Test
    void theBuildMakesTheCacheWithTheOptionsThatDecideWhetherItFits() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> deciding = JvmRelauncher.JVM_OPTIONS.stream()
                .filter(option -> option.startsWith("-XX:+Use"))
                .toList();
        assertThat(deciding).isNotEmpty().allMatch(option -> pom.contains("<argument>" + option + "</argument>"));
    }

    @Test
    void theContainerStartsWithTheSameOptions() throws IOException {
        String entryPoint = Files.readString(Path.of("Dockerfile"));
        assertThat(JvmRelauncher.JVM_OPTIONS).allMatch(option -> entryPoint.contains("\"" + option + "\""));
    }

    private void start(String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(List.of(options));
        builder.command().addAll(List.of("-jar", jar.toString()));
        builder.environment().clear();
        builder.environment().put("RAHNUMA_DATA", folder.resolve("data").toString());
        builder.environment().put("MICRONAUT_SERVER_PORT", "0");
        process = builder.redirectError(folder.resolve("errors.txt").toFile()).start();
    }

    private void awaitBanner() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("http://")) {
                assertThat(URI.create(line.substring(line.indexOf("http://")).strip()))
                        .hasHost("localhost");
                return;
            }
        }
        throw new AssertionError("it ended without a banner");
    }
}
