package pk.rahnuma.guidance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import pk.rahnuma.dialog.script.Sources;

/// Where the scripts lie.
public final class Folder {

    private Folder() {}

    /// @param folder of the operator, or null for the packaged one
    public static Sources read(String folder) {
        return folder == null || folder.isBlank() ? packaged() : Sources.of(Path.of(folder));
    }

    private static Sources packaged() {
        try {
            URI uri = Objects.requireNonNull(Folder.class.getResource("/bot-scripts"), "bot-scripts is not packaged")
                    .toURI();
            if (!"jar".equals(uri.getScheme())) {
                return Sources.of(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return Sources.of(jar.getPath("/bot-scripts"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
