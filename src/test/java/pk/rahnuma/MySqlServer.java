package pk.rahnuma;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.mysql.MySQLContainer;

/// MySQL itself, in a container that all tests of a run share. It needs a Docker engine, and runs only when asked for:
/// `mvn test -Dtest.drivers=mysql`.
final class MySqlServer {

    private static final AtomicInteger SCHEMA_COUNT = new AtomicInteger();

    /// With the flush of each commit, and the character set of an old server, as [MariaDbServer].
    private static final MySQLContainer SERVER = new MySQLContainer("mysql:8.4")
            .withUsername(MariaDbServer.USER)
            .withPassword(MariaDbServer.PASSWORD)
            .withCommand("--innodb-flush-log-at-trx-commit=1", "--character-set-server=latin1");

    private MySqlServer() {}

    /// Creates an empty schema and returns its URL as for `DATABASE_URL`, for the user of [MariaDbServer].
    static synchronized String freshSchema() {
        if (!SERVER.isRunning()) {
            SERVER.start();
        }
        String name = "rahnuma_" + SCHEMA_COUNT.incrementAndGet();
        String server = "jdbc:mysql://127.0.0.1:" + SERVER.getMappedPort(MySQLContainer.MYSQL_PORT) + "/";
        String options = "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        try (Connection root = DriverManager.getConnection(server + options, "root", MariaDbServer.PASSWORD);
                Statement statement = root.createStatement()) {
            statement.execute("create database " + name);
            statement.execute("grant all on " + name + ".* to '" + MariaDbServer.USER + "'@'%'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server + name;
    }
}
