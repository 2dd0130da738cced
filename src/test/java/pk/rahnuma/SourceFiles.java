package pk.rahnuma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Files of this repository, for tests of what is written in them. Each is read once.
public final class SourceFiles {

    private static final Map<Path, List<Path>> FILES = new ConcurrentHashMap<>();
    private static final Map<Path, String> TEXTS = new ConcurrentHashMap<>();

    private SourceFiles() {}

    /// Files below a folder whose names have this ending.
    public static Stream<Path> find(Path folder, String ending) {
        return FILES.computeIfAbsent(folder, SourceFiles::listFiles).stream()
                .filter(file -> file.toString().endsWith(ending));
    }

    private static List<Path> listFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        return TEXTS.computeIfAbsent(file, each -> {
            try {
                return Files.readString(each);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
