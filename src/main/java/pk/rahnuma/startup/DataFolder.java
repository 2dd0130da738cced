package pk.rahnuma.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folder of the embedded database.
public final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final Set<PosixFilePermission> OWNER_PERMISSIONS = PosixFilePermissions.fromString("rwx------");

    private DataFolder() {}

    /// Creates the folder, for its owner alone, if it does not exist. An existing folder is closed to others.
    ///
    /// @throws UserErrorException when it cannot be created, written to, or closed to others
    public static void ensureExists(Path data) {
        try {
            Files.createDirectories(data, PosixFilePermissions.asFileAttribute(OWNER_PERMISSIONS));
        } catch (IOException e) {
            throw new UserErrorException(
                    "RAHNUMA_DATA: cannot make the folder " + data + ": expected a place that can be written");
        }
        if (!Files.isWritable(data)) {
            throw new UserErrorException(
                    "RAHNUMA_DATA: cannot write in " + data + ": expected a folder that can be written");
        }
        restrictAccess(data);
    }

    /// Removes the rights of others. The database's file gets the default rights of the process, so the folder must
    /// keep others out. A folder that contains other files is not changed, since others may work in it.
    private static void restrictAccess(Path data) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
            if (OWNER_PERMISSIONS.containsAll(permissions)) {
                return;
            }
            if (isOfTheDesk(data)) {
                Files.setPosixFilePermissions(data, OWNER_PERMISSIONS);
                LOG.warn("{} was open to other users of this machine: its mode is 700 now", data);
                return;
            }
        } catch (UnsupportedOperationException e) {
            // Not a POSIX file system: the owner is responsible for the rights.
            return;
        } catch (IOException e) {
            // Reported below.
        }
        throw new UserErrorException("RAHNUMA_DATA: other users of this machine may look into " + data
                + ": run chmod 700 on it as its owner, or choose another folder");
    }

    private static boolean isOfTheDesk(Path data) throws IOException {
        if (Files.exists(DatabaseAddress.databaseFile(data)) || Files.exists(KeysetFile.locateIn(data))) {
            return true;
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isEmpty();
        }
    }
}
