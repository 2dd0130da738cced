package pk.rahnuma.persistence;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Probes a database server a few times per second, on its own connection with a short timeout, so that callers that
/// would hang with it can give up at once. The embedded database runs in this process, and is not probed.
@Singleton
public class DatabaseLivenessProbe {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLivenessProbe.class);
    private static final String TIMEOUT_MILLIS = "600";
    private static final Pattern TIMEOUT_PARAMETER = Pattern.compile("(connectTimeout|socketTimeout)=\\d+");

    private final DataSource pool;
    private final boolean embedded;
    private volatile boolean unreachable;
    private Connection connection;

    DatabaseLivenessProbe(
            DataSource pool, @Property(name = "rahnuma.database.embedded", defaultValue = "false") boolean embedded) {
        this.pool = pool;
        this.embedded = embedded;
    }

    /// True when the database is probed.
    public boolean isEnabled() {
        return !embedded;
    }

    /// True when the last probe got no answer.
    public boolean isUnreachable() {
        return unreachable;
    }

    @Scheduled(initialDelay = "200ms", fixedDelay = "200ms")
    void probeDatabase() {
        if (embedded) {
            return;
        }
        boolean silent = !isAnswering();
        if (silent != unreachable) {
            LOG.warn(silent ? "database: it does not answer the probe" : "database: it answers the probe again");
            FaultLog.databaseSilent(silent);
            if (!silent) {
                FaultLog.reportRecovery();
            }
        }
        unreachable = silent;
    }

    private boolean isAnswering() {
        try {
            if (connection == null) {
                connection = openConnection();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            return true;
        } catch (SQLException e) {
            closeConnection();
            return false;
        }
    }

    private Connection openConnection() throws SQLException {
        HikariDataSource known = pool.unwrap(HikariDataSource.class);
        String url = TIMEOUT_PARAMETER.matcher(known.getJdbcUrl()).replaceAll("$1=" + TIMEOUT_MILLIS);
        return DriverManager.getConnection(url, known.getUsername(), known.getPassword());
    }

    @PreDestroy
    void stop() {
        FaultLog.databaseSilent(false);
        closeConnection();
    }

    private void closeConnection() {
        Connection had = connection;
        connection = null;
        if (had != null) {
            try {
                had.close();
            } catch (SQLException e) {
                LOG.debug("a connection could not be closed: {}", e.getClass().getName());
            }
        }
    }
}
