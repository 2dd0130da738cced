package pk.rahnuma.faults.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Builds the jar of an earlier version from the history of this repository, once for each checkout.
public final class EarlierVersionBuild {

    /// The version before names and packages changed. Moves with each release.
    private static final String COMMIT = "30bcc45c";

    private static final long BUILD_TIMEOUT_MINUTES = 10;

    private EarlierVersionBuild() {}

    /// @return empty when the history is not here: in an archive of the sources, or a shallow clone
    public static Optional<Path> findOrBuildJar() throws IOException, InterruptedException {
        Path folder = sourceFolder();
        Path jar = folder.resolve("target/rahnuma.jar");
        if (!Files.exists(jar)) {
            Files.createDirectories(folder);
            if (run(Path.of("").toAbsolutePath(), "git", "cat-file", "-e", COMMIT + "^{commit}") != 0) {
                return Optional.empty();
            }
            Path archive = folder.resolve("sources.tar");
            require(Path.of("").toAbsolutePath(), "git", "archive", "-o", archive.toString(), COMMIT);
            require(folder, "tar", "-xf", archive.toString());
            require(folder, "mvn", "-q", "-B", "package", "-DskipTests", "-Dexec.skip=true");
        }
        return Optional.of(jar);
    }

    /// Scripts of the earlier version; they exist after [#findOrBuildJar()].
    public static Path scriptFolder() {
        return sourceFolder().resolve("bot-scripts");
    }

    private static Path sourceFolder() {
        return Path.of("target", "earlier-version", COMMIT).toAbsolutePath();
    }

    private static void require(Path folder, String... command) throws IOException, InterruptedException {
        if (run(folder, command) != 0) {
            throw new AssertionError(List.of(command) + " failed:\n" + Files.readString(log(folder)));
        }
    }

    private static Path log(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("target")).resolve("earlier-version.log");
    }

    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
        if (!process.waitFor(BUILD_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " takes too long");
        }
        return process.exitValue();
    }
}
