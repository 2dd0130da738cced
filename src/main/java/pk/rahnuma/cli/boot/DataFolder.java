package pk.rahnuma.cli.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder of the embedded database.
public final class DataFolder {

    private DataFolder() {}

    /// Makes it, for its owner alone, when it is not there.
    public static void ensure(Path data) {
        try {
            Files.createDirectories(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new Refused(
                    "RAHNUMA_DATA: cannot make the folder " + data + ": expected a place that can be written");
        }
        if (!Files.isWritable(data)) {
            throw new Refused("RAHNUMA_DATA: cannot write in " + data + ": expected a folder that can be written");
        }
    }
}
