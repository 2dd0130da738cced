package pk.rahnuma.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// Version and commit that this program was built from, as the build wrote them down; without a commit where it was
/// built from an archive.
final class BuildVersion {

    private static final String PROPERTIES_FILE = "/build.properties";

    private BuildVersion() {}

    /// As `0.1.0 (commit 0123456789)`; `-dirty` behind the commit when there were changes that it does not have.
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
