package pk.rahnuma.dialog.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of a scripts folder.
///
/// @param scripts text by file name (`status.yaml`)
/// @param fragments text by name (`consent` for `fragments/consent.yaml`)
/// @param texts text by file name, by language (`ur` → `ur/errors.yaml` for `texts/ur/errors.yaml`)
/// @param tests transcripts by file name
public record Sources(
        Map<String, String> scripts,
        Map<String, String> fragments,
        Map<String, Map<String, String>> texts,
        Map<String, String> tests) {

    /// Reads a folder; a part that is missing is empty.
    public static Sources of(Path folder) {
        Map<String, String> fragments = new LinkedHashMap<>();
        read(folder.resolve("fragments")).forEach((file, text) -> fragments.put(bare(file), text));
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        for (String language : Texts.LANGUAGES) {
            Map<String, String> files = new LinkedHashMap<>();
            read(folder.resolve("texts").resolve(language))
                    .forEach((file, text) -> files.put(language + "/" + file, text));
            texts.put(language, files);
        }
        return new Sources(read(folder), fragments, texts, read(folder.resolve("tests")));
    }

    private static String bare(String file) {
        return file.substring(0, file.length() - ".yaml".length());
    }

    private static Map<String, String> read(Path folder) {
        Map<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return found;
    }
}
