package pk.rahnuma.dialog.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pk.rahnuma.shared.Language;

/// Files of a scripts folder.
///
/// @param scripts text by file name (`status.yaml`)
/// @param fragments text by name (`consent` for `fragments/consent.yaml`)
/// @param texts text by file name, by language (`ur` → `ur/errors.yaml` for `texts/ur/errors.yaml`)
/// @param tests transcripts by file name
/// @param answers text by path within `answers/` (`topics.yaml`, `ur/papers.yaml`, `aside/en.tsv`)
/// @param deskTexts texts of the desk for keys that `texts` does not have, in the same form; empty for the packaged
/// folder
public record ScriptSources(
        Map<String, String> scripts,
        Map<String, String> fragments,
        Map<String, Map<String, String>> texts,
        Map<String, String> tests,
        Map<String, String> answers,
        Map<String, Map<String, String>> deskTexts) {

    /// Files of `texts/<language>/` that belong to no script.
    private static final Set<String> DESK_FILES = Set.of(
            "acts.yaml",
            "desk.yaml",
            "engine.yaml",
            "errors.yaml",
            "names.yaml",
            "news.yaml",
            "phrases.yaml",
            "site.yaml",
            "synonyms.yaml",
            "web.yaml");

    /// Folder of the transcripts within the scripts folder.
    public static final String TESTS_FOLDER = "tests/";

    private static final String YAML_EXTENSION = ".yaml";
    private static final String TABLE_EXTENSION = ".tsv";
    private static final String ANSWERS_FOLDER = "answers/";
    private static final Pattern NAME_PATTERN = Pattern.compile("(?m)^script: *\"?([a-z][a-z0-9-]*)");

    /// Files without other texts of the desk.
    public ScriptSources(
            Map<String, String> scripts,
            Map<String, String> fragments,
            Map<String, Map<String, String>> texts,
            Map<String, String> tests,
            Map<String, String> answers) {
        this(scripts, fragments, texts, tests, answers, Map.of());
    }

    /// Reads a folder; a missing part is empty.
    public static ScriptSources readFiles(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(YAML_EXTENSION) || file.toString().endsWith(TABLE_EXTENSION)) {
                    files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return readFiles(files);
    }

    /// @param files text by path within the folder; files that do not belong to a scripts folder are ignored
    public static ScriptSources readFiles(Map<String, String> files) {
        Map<String, String> fragments = new LinkedHashMap<>();
        filterFolder(files, "fragments/").forEach((file, text) -> fragments.put(stripExtension(file), text));
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        for (String language : Language.ALL) {
            Map<String, String> own = new LinkedHashMap<>();
            filterFolder(files, "texts/" + language + "/")
                    .forEach((file, text) -> own.put(language + "/" + file, text));
            texts.put(language, own);
        }
        Map<String, String> answers = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith(ANSWERS_FOLDER)) {
                answers.put(path.substring(ANSWERS_FOLDER.length()), text);
            }
        });
        return new ScriptSources(filterFolder(files, ""), fragments, texts, filterFolder(files, TESTS_FOLDER), answers);
    }

    public ScriptSources withoutTests() {
        return new ScriptSources(scripts, fragments, texts, Map.of(), answers, deskTexts);
    }

    /// The same files, with the texts of the desk of another folder for keys that this one does not have.
    public ScriptSources withDeskTextsOf(ScriptSources other) {
        Map<String, Map<String, String>> missing = new LinkedHashMap<>();
        other.texts().forEach((language, files) -> {
            Map<String, String> wanted = new TreeMap<>(files);
            wanted.keySet().removeIf(file -> !DESK_FILES.contains(file.substring(language.length() + 1)));
            missing.put(language, wanted);
        });
        return new ScriptSources(scripts, fragments, texts, tests, answers, missing);
    }

    /// Names that the scripts declare, whether they are valid or not.
    public Set<String> scriptNames() {
        Set<String> names = new TreeSet<>();
        for (String text : scripts.values()) {
            Matcher name = NAME_PATTERN.matcher(text);
            if (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    /// Scripts by name: `status` for `status.yaml`.
    public Map<String, String> scriptsByName() {
        Map<String, String> named = new LinkedHashMap<>();
        scripts.forEach((file, text) -> named.put(stripExtension(file), text));
        return named;
    }

    private static Map<String, String> filterFolder(Map<String, String> files, String folder) {
        Map<String, String> filesInFolder = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith(folder) && path.endsWith(YAML_EXTENSION) && path.indexOf('/', folder.length()) < 0) {
                filesInFolder.put(path.substring(folder.length()), text);
            }
        });
        return filesInFolder;
    }

    private static String stripExtension(String file) {
        return file.substring(0, file.length() - YAML_EXTENSION.length());
    }
}
