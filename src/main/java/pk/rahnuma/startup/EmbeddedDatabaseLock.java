package pk.rahnuma.startup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;

/// Lock on the file of the embedded database, which one process has open at a time: a lock of the operating system,
/// released however the process ends. A server accepts connections of commands on a loopback port that opens only this
/// file, under a random name that only readers of the folder can know.
///
/// H2's own `AUTO_SERVER` was tried: after a kill the next start waits three seconds for a stale lock, it may make a
/// command the host of the server, and it requires H2's own shutdown hook.
public final class EmbeddedDatabaseLock implements AutoCloseable {

    private static final int MAX_LOCK_ATTEMPTS = 50;
    private static final int RETRY_DELAY_MILLIS = 100;

    /// Lock for a database that is not embedded: none.
    public static final EmbeddedDatabaseLock NOT_EMBEDDED = new EmbeddedDatabaseLock(null, null, null);

    private final Path data;
    private final FileChannel lock;
    private final String through;
    private Server tcpServer;

    /// Creates a lock.
    ///
    /// @param lock the lock on the file; null when another process has it
    /// @param through address of the server that has the file; null when this process has it
    private EmbeddedDatabaseLock(Path data, FileChannel lock, String through) {
        this.data = data;
        this.lock = lock;
        this.through = through;
    }

    /// Locks the file for a server, which must be alone; waits a little for a command that is about to end.
    ///
    /// @throws UserErrorException when another process keeps the file
    public static EmbeddedDatabaseLock lockExclusively(EnvironmentSettings settings) {
        Path data = settings.data();
        DataFolder.ensureExists(data);
        for (int i = 0; i < MAX_LOCK_ATTEMPTS; i++) {
            FileChannel lock = lockFile(data);
            if (lock != null) {
                return new EmbeddedDatabaseLock(data, lock, null);
            }
            if (Files.exists(portFile(data))) {
                break;
            }
            waitBeforeRetry();
        }
        throw new UserErrorException(
                "RAHNUMA_DATA: another server runs on " + data + ": stop it, or choose another folder for this one");
    }

    /// Locks the file for a command, or finds the address of the server that has it.
    ///
    /// @throws UserErrorException when another process keeps the file and accepts no connections
    static EmbeddedDatabaseLock lockOrConnect(EnvironmentSettings settings) {
        Path data = settings.data();
        DataFolder.ensureExists(data);
        for (int i = 0; i < MAX_LOCK_ATTEMPTS; i++) {
            FileChannel lock = lockFile(data);
            if (lock != null) {
                return new EmbeddedDatabaseLock(data, lock, null);
            }
            if (Files.exists(portFile(data))) {
                return new EmbeddedDatabaseLock(data, null, readFile(portFile(data)));
            }
            waitBeforeRetry();
        }
        throw new UserErrorException("RAHNUMA_DATA: another process works on " + data + ": try again when it is done");
    }

    /// Address by which this process reaches the file.
    public DatabaseAddress resolveAddress(DatabaseAddress direct) {
        return through == null ? direct : direct.throughServer(through);
    }

    /// Accepts connections of commands. Call it when the database is open.
    void admitCommands() {
        if (lock == null) {
            return;
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String name = HexFormat.of().formatHex(random);
        try {
            String file = data.resolve("rahnuma").toString();
            tcpServer = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", name, file)
                    .start();
            Path written = Files.createTempFile(
                    data,
                    "door",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, "127.0.0.1:" + tcpServer.getPort() + "/" + name);
            Files.move(written, portFile(data), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException e) {
            throw new UserErrorException("RAHNUMA_DATA: cannot let commands into the database in " + data);
        }
    }

    @Override
    public void close() {
        try {
            if (tcpServer != null) {
                Files.deleteIfExists(portFile(data));
                tcpServer.stop();
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path portFile(Path data) {
        return data.resolve("serve.door");
    }

    /// Locks the file; null when another process, or another part of this one, has it. The port file of a server that
    /// was killed is deleted.
    private static FileChannel lockFile(Path data) {
        try {
            FileChannel file =
                    FileChannel.open(data.resolve("serve.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file)) {
                Files.deleteIfExists(portFile(data));
                return file;
            }
            file.close();
            return null;
        } catch (IOException e) {
            throw new UserErrorException(
                    "RAHNUMA_DATA: cannot write in " + data + ": expected a folder that can be written");
        }
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String readFile(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserErrorException(
                    "RAHNUMA_DATA: cannot read " + file + ": expected to be the user that runs the server");
        }
    }

    private static void waitBeforeRetry() {
        try {
            Thread.sleep(RETRY_DELAY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
