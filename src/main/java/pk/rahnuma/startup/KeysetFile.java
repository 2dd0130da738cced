package pk.rahnuma.startup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import pk.rahnuma.vault.MasterKeyset;

/// Keyset file, which only its owner can read.
public final class KeysetFile {

    private KeysetFile() {}

    /// Path of the file in the data folder.
    public static Path locateIn(Path data) {
        return data.resolve("keyset.json");
    }

    /// Loads the keyset from the environment, or from the file. A new one is created only when there is neither a
    /// keyset nor data that one could have written: at the first start of the embedded database.
    public static MasterKeyset loadKeyset(EnvironmentSettings settings) {
        if (settings.keyset().isPresent()) {
            return parseKeyset(settings.keyset().get(), "RAHNUMA_KEYSET");
        }
        Path file = locateIn(settings.data());
        try {
            if (Files.exists(file)) {
                return parseKeyset(Files.readString(file), file.toString());
            }
            if (!settings.database().embedded()) {
                throw new UserErrorException("RAHNUMA_KEYSET: neither it nor " + file
                        + " is there: make one with the command 'keyset new', the same for all nodes");
            }
            if (Files.exists(DatabaseAddress.databaseFile(settings.data()))) {
                throw new UserErrorException("RAHNUMA_KEYSET: neither it nor " + file
                        + " is there, but the database is: put the keyset back, or restore a backup");
            }
            MasterKeyset keyset = MasterKeyset.generateNew();
            writeNew(file, keyset);
            return keyset;
        } catch (IOException e) {
            throw new UserErrorException(
                    "RAHNUMA_DATA: cannot read or write " + file + ": the folder must be the user's own");
        }
    }

    /// Writes a new file.
    ///
    /// @throws FileAlreadyExistsException rather than overwrite a keyset
    public static void writeNew(Path file, MasterKeyset keyset) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, fresh, ownerOnly)) {
            ByteBuffer bytes = ByteBuffer.wrap(keyset.toJson().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// Replaces the existing file.
    public static void replaceKeyset(Path file, MasterKeyset keyset) throws IOException {
        Path fresh = file.resolveSibling("keyset.json.new");
        Files.deleteIfExists(fresh);
        writeNew(fresh, keyset);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Parses a keyset.
    ///
    /// @param where it was read, for the error message
    /// @throws UserErrorException when it is not a keyset
    public static MasterKeyset parseKeyset(String json, String where) {
        try {
            return MasterKeyset.parseJson(json);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(where + " is not a keyset: expected what the command 'keyset new' makes");
        }
    }
}
