package pk.rahnuma.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Coverage-guided fuzzing of each parser of external bytes, in a process with a bounded heap: Jazzer fuzzes once per
/// process. Some seconds each in one process; `-Dfuzz.duration=1h` (`bench/fuzz.sh`) for longer, each in a process of
/// its own. A failure contains the input as Base64: it becomes a named test beside the class that it was found in.
@Tag("long")
class FuzzTargetsTest {

    private static final String DURATION_PROPERTY = "fuzz.duration";
    /// Limit for all targets, whose turns end the process before.
    private static final String MAX_DURATION_OF_ALL = "180s";

    private static final String CORPUS = System.getProperty("fuzz.corpus");
    /// Last line of the fuzzer.
    private static final Pattern RUNS = Pattern.compile("Done [0-9]{2,} runs");

    private static final int SHOWN_LINES = 60;

    /// Detectors that no target can set off. Each makes the fuzzer search the class path for a class of the JDK.
    private static final String DISABLED_HOOKS = Stream.of("ClojureLangHooks", "ReflectiveCall", "RegexInjection")
            .map("com.code_intelligence.jazzer.sanitizers."::concat)
            .collect(Collectors.joining(","));

    private static final List<String> TARGETS = List.of(
            "pk.rahnuma.document.UploadValidationFuzzTarget",
            "pk.rahnuma.document.XlsxFuzzTarget",
            "pk.rahnuma.document.CsvFuzzTarget",
            "pk.rahnuma.document.PdfPageFuzzTarget",
            "pk.rahnuma.document.PictureFuzzTarget",
            "pk.rahnuma.dialog.field.IpAddressExtractorFuzzTarget",
            "pk.rahnuma.telegram.update.UpdateParserFuzzTarget",
            "pk.rahnuma.api.conversation.RequestBodyFuzzTarget",
            "pk.rahnuma.http.file.MultipartFormFuzzTarget",
            "pk.rahnuma.staff.account.TypedCodeFuzzTarget",
            "pk.rahnuma.telegram.update.TelegramLoginFuzzTarget");

    @TempDir
    Path folder;

    @Test
    void onlyThePlantedFaultIsFound() throws Exception {
        String targets = PlantedFaultFuzzTarget.class.getName() + "," + String.join(",", TARGETS);
        assertThat(runFuzzer(folder, targets, MAX_DURATION_OF_ALL))
                .containsPattern(FuzzProcess.FINDING_PREFIX + ".*PlantedFaultException");
    }

    @ParameterizedTest
    @FieldSource("TARGETS")
    @EnabledIfSystemProperty(named = DURATION_PROPERTY, matches = ".+")
    void noInputIsFoundThatBreaksTheParser(String target) throws Exception {
        Path work = CORPUS == null ? folder : Files.createDirectories(Path.of(CORPUS, target));
        assertThat(runFuzzer(work, target, System.getProperty(DURATION_PROPERTY)))
                .containsPattern(RUNS)
                .doesNotContain(FuzzProcess.FINDING_PREFIX);
    }

    /// Runs the fuzzer.
    ///
    /// @return its last lines of output
    private String runFuzzer(Path work, String targets, String duration) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Djava.io.tmpdir=" + folder,
                "-D" + FuzzTargetSequence.TARGETS_PROPERTY + "=" + targets,
                "-cp",
                classPath(),
                FuzzProcess.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "JAZZER_FUZZ",
                        "1",
                        "JAZZER_INSTRUMENT",
                        "pk.rahnuma.**,org.apache.pdfbox.**,java.util.zip.ZipInputStream,com.sun.org.apache.xerces.**",
                        "JAZZER_DISABLED_HOOKS",
                        DISABLED_HOOKS,
                        "JAZZER_MAX_DURATION",
                        duration));
        Process process =
                builder.directory(work.toFile()).redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return String.join("\n", said.subList(Math.max(0, said.size() - SHOWN_LINES), said.size()));
    }

    /// The process runs in another folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
