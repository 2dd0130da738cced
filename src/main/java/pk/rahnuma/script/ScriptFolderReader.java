package pk.rahnuma.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import pk.rahnuma.dialog.script.ScriptSources;

/// Reads the scripts folder.
public final class ScriptFolderReader {

    private static final String PACKAGED_FOLDER = "bot-scripts/";

    private ScriptFolderReader() {}

    /// All files of the folder. Texts of the desk that a folder of the operator does not have, such as those of a newer
    /// version, are the packaged ones.
    ///
    /// @param folder of the operator, or null for the packaged one
    public static ScriptSources readSources(String folder) {
        return folder == null || folder.isBlank() ? readPackaged(true) : readFolder(folder);
    }

    /// The files without the transcripts, which are larger than the rest and which a server does not need.
    public static ScriptSources readServedSources(String folder) {
        return (folder == null || folder.isBlank() ? readPackaged(false) : readFolder(folder)).withoutTests();
    }

    private static ScriptSources readFolder(String folder) {
        return ScriptSources.readFiles(Path.of(folder)).withDeskTextsOf(readPackaged(false));
    }

    private static ScriptSources readPackaged(boolean tests) {
        try {
            URL url = Objects.requireNonNull(
                    ScriptFolderReader.class.getResource("/" + PACKAGED_FOLDER), "bot-scripts is not packaged");
            return url.openConnection() instanceof JarURLConnection jar
                    ? ScriptSources.readFiles(readJarFiles(jar.getJarFile(), tests))
                    : ScriptSources.readFiles(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file system over the jar would read the names of its thirty thousand entries again.
    private static Map<String, String> readJarFiles(JarFile jar, boolean tests) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            boolean wanted = entry.getName().startsWith(PACKAGED_FOLDER)
                    && !entry.isDirectory()
                    && (tests || !entry.getName().startsWith(PACKAGED_FOLDER + ScriptSources.TESTS_FOLDER));
            if (wanted) {
                try (InputStream in = jar.getInputStream(entry)) {
                    files.put(
                            entry.getName().substring(PACKAGED_FOLDER.length()),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
