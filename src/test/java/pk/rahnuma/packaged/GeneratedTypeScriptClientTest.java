package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.document.SampleFiles;

/// A whole registration by a TypeScript program with the client that the build generates from the description of the
/// API, whose types the compiler checks. Needs Node.js.
@Tag("long")
class GeneratedTypeScriptClientTest {

    private static final Path CLIENT = Path.of("target", "generated-test-sources", "typescript");
    private static final Path PROGRAM = Path.of("src", "test", "typescript");
    private static final String COMPILER_FOLDER = "META-INF/resources/webjars/typescript/";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        copy(CLIENT, folder.resolve("client"));
        copy(PROGRAM, folder);
        URI jar = Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(each -> each.contains("/webjars/npm/typescript/"))
                .map(each -> URI.create("jar:" + Path.of(each).toUri()))
                .findFirst()
                .orElseThrow();
        try (FileSystem webjar = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> versions = Files.list(webjar.getPath(COMPILER_FOLDER))) {
            copy(versions.findFirst().orElseThrow().resolve("lib"), folder.resolve("lib"));
        }
        assertThat(run("lib/tsc.js", "--project", ".")).isEmpty();
    }

    @Test
    void everyOperationRunsByTheGeneratedClient() throws Exception {
        for (String photo : List.of("id_front", "id_back", "proof_file", "company_proof")) {
            Files.write(folder.resolve(photo + ".jpg"), SampleFiles.cardFor(photo));
        }
        try (PackagedServer server = PackagedServer.startOnH2()) {
            List<String> printed = run(
                            "out/main.js",
                            server.address().toString(),
                            server.log().toString())
                    .lines()
                    .toList();
            assertThat(printed.getFirst())
                    .isEqualTo("answered, eligible, incomplete, received, 3 documents, withdrawn, ticket, ur-Latn");
            CalledOperations called = new CalledOperations();
            printed.stream().skip(1).map(line -> line.split(" ")).forEach(line -> called.note(line[0], line[1]));
            called.requireAll();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path copied = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copied);
                    } else {
                        Files.copy(file, copied);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// Runs a program by Node.js.
    ///
    /// @return what it printed
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), Stream.of(command)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
