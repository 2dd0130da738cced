package pk.rahnuma.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// Version and commit of this program, as the build recorded them; no commit when it was built from an archive.
final class BuildVersion {

    private static final String PROPERTIES_FILE = "/build.properties";

    private BuildVersion() {}

    /// Text such as `0.1.0 (commit 0123456789)`; the commit ends in `-dirty` when the working tree had changes.
    static String describeVersion() {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(PROPERTIES_FILE)) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            // Unknown, as without the file.
        }
        return describeVersion(build);
    }

    static String describeVersion(Properties build) {
        String commit = build.getProperty("commit", "");
        return build.getProperty("version", "of an unknown version")
                + (commit.isEmpty() ? " (commit unknown)" : " (commit " + commit + ")");
    }
}
