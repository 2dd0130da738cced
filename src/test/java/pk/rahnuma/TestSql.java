package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.util.functional.ThrowingFunction;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import pk.rahnuma.persistence.UtcTimestamps;

/// SQL of tests, in the transaction of this thread if there is one. Times are UTC to the microsecond.
@Singleton
public final class TestSql {

    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;

    TestSql(ConnectionOperations<Connection> connections, TransactionOperations<Connection> transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    /// Runs work in a transaction, which repositories join.
    public <R> R inTransaction(Callable<R> work) {
        return transactions.executeWrite(status -> work.call());
    }

    public void inTransaction(VoidWork work) {
        transactions.executeWrite(status -> {
            work.run();
            return null;
        });
    }

    /// Executes a statement.
    ///
    /// @return number of rows that it changed
    public int execute(String sql, Object... arguments) {
        return withStatement(sql, arguments, PreparedStatement::executeUpdate);
    }

    /// Reads the first column of the only row.
    public <T> T queryOne(Class<T> type, String sql, Object... arguments) {
        List<T> values = queryList(type, sql, arguments);
        assertThat(values).as(sql).hasSize(1);
        return values.getFirst();
    }

    /// Reads the first column of all rows.
    public <T> List<T> queryList(Class<T> type, String sql, Object... arguments) {
        return queryRows(
                sql,
                row -> type == Instant.class ? type.cast(UtcTimestamps.readInstant(row, 1)) : row.getObject(1, type),
                arguments);
    }

    /// Reads all rows as text, with bytes as characters.
    public List<String> queryTexts(String sql) {
        return queryRows(sql, row -> {
            StringJoiner text = new StringJoiner(" ");
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String value = row.getObject(i) instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : row.getString(i);
                text.add(row.getMetaData().getColumnLabel(i) + "=" + value);
            }
            return text.toString();
        });
    }

    public <T> List<T> queryRows(String sql, ThrowingFunction<ResultSet, T, SQLException> mapper, Object... arguments) {
        List<T> mapped = new ArrayList<>();
        return withStatement(sql, arguments, statement -> {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                mapped.add(mapper.apply(rows));
            }
            return mapped;
        });
    }

    /// Names of all tables.
    public List<String> listTables() {
        return withConnection(connection -> {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"
                    })) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
            return tables;
        });
    }

    /// Deletes the rows of all tables but these and the history of migrations.
    void deleteRows(Collection<String> kept) {
        listTables().stream()
                .filter(table -> !kept.contains(table) && !table.equals("flyway_schema_history"))
                .forEach(table -> execute("delete from " + table));
    }

    public <R> R withConnection(ThrowingFunction<Connection, R, SQLException> work) {
        return connections.executeWrite(status -> {
            try {
                return work.apply(status.getConnection());
            } catch (SQLException e) {
                throw new DataAccessException(e.getMessage(), e);
            }
        });
    }

    private <R> R withStatement(
            String sql, Object[] arguments, ThrowingFunction<PreparedStatement, R, SQLException> work) {
        return withConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof Instant time) {
                        UtcTimestamps.bindInstant(statement, i + 1, time);
                    } else {
                        statement.setObject(i + 1, arguments[i]);
                    }
                }
                return work.apply(statement);
            }
        });
    }

    /// Work without a result.
    @FunctionalInterface
    public interface VoidWork {
        void run() throws Exception;
    }
}
