package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench/hostile.sh` in its short form: no attack on a node with a small heap ends it, and all other users get
/// responses.
@Tag("long")
class AttackBenchmarkTest {

    private static final int MIN_ATTACKS = 28;

    /// Response times are measured by the benchmark alone, on an idle machine: here only their end counts.
    private static final String LIMIT_MILLIS = "30000";

    @TempDir
    private static Path folder;

    @Test
    void noAttackEndsANodeOrHasOthersRefused() throws Exception {
        compile();
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder.toString(),
                        "load.AttackBenchmark",
                        "--classpath=" + classPath(),
                        "--seconds=2",
                        "--warm-up=0",
                        "--limit=" + LIMIT_MILLIS)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int result = process.waitFor();
        String table = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(table.lines().filter(line -> line.startsWith("| ")))
                .as(table)
                .hasSizeGreaterThan(MIN_ATTACKS);
        assertThat(result).as(table).isZero();
    }

    private static void compile() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("bench/load"))) {
            List<String> arguments = new ArrayList<>(List.of("-d", folder.toString()));
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                    .isZero();
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path").replaceAll("[^:]*/test-classes:?", "");
    }
}
