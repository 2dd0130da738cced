package load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// MariaDB server of the benchmark, created for each run, that flushes every commit. Debian's `mariadb-server` provides
/// the programs.
final class BenchmarkDatabase implements AutoCloseable {

    static final String USER = "bench";
    static final String PASSWORD = "bench";
    static final String BUFFER_POOL = "512M";

    private final Path folder;
    private final Process process;
    final int port;
    private String said;

    private BenchmarkDatabase(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static BenchmarkDatabase start(Path work) throws IOException, InterruptedException {
        Path folder = work.resolve("mariadb");
        delete(folder);
        Files.createDirectories(folder);
        String user = System.getProperty("user.name");
        runCommand(
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + folder,
                        "--user=" + user,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"),
                work.resolve("mariadb-install.log"));
        Path users = Files.writeString(
                work.resolve("users.sql"),
                "create user '%s'@'%%' identified by '%s';\ngrant all on *.* to '%s'@'%%';\n"
                        .formatted(USER, PASSWORD, USER));
        int port = freePort();
        Process process = new ProcessBuilder(
                        "mariadbd",
                        "--no-defaults",
                        "--datadir=" + folder,
                        "--user=" + user,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + folder.resolve("s"),
                        "--init-file=" + users,
                        "--skip-name-resolve",
                        "--max-connections=200",
                        "--innodb-flush-log-at-trx-commit=1",
                        "--innodb-buffer-pool-size=" + BUFFER_POOL,
                        "--innodb-log-file-size=256M",
                        "--performance-schema=OFF",
                        "--skip-log-bin",
                        "--character-set-server=utf8mb4")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("mariadb.log").toFile())
                .start();
        BenchmarkDatabase database = new BenchmarkDatabase(folder, process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        for (int i = 0; i < 300; i++) {
            if (Files.exists(folder.resolve("s"))
                    && database.tryQuery("select 1").isPresent()) {
                return database;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("MariaDB does not start: see " + work.resolve("mariadb.log"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    /// Creates an empty schema.
    void createSchema(String name) {
        query("drop database if exists " + name + "; create database " + name);
    }

    long queryNumber(String sql) {
        return Long.parseLong(query(sql));
    }

    /// Status counter of the server.
    long readStatus(String name) {
        return Long.parseLong(query("show global status like '" + name + "'").split("\t")[1]);
    }

    String query(String sql) {
        return tryQuery(sql).orElseThrow(() -> new IllegalStateException(said + ": " + sql));
    }

    private Optional<String> tryQuery(String sql) {
        try {
            Process client = new ProcessBuilder(
                            "mariadb",
                            "--no-defaults",
                            "--socket=" + folder.resolve("s"),
                            "-u" + USER,
                            "-p" + PASSWORD,
                            "-N",
                            "-B",
                            "-e",
                            sql)
                    .redirectErrorStream(true)
                    .start();
            String out = new String(client.getInputStream().readAllBytes()).strip();
            said = out;
            return client.waitFor() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void runCommand(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: see " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(folder);
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = new ArrayList<>(files.toList());
            all.sort(Comparator.reverseOrder());
            all.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
