package pk.rahnuma.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Jdbi;

/// Plain JDBC for hot paths, in the current transaction of the thread if there is one.
public final class JdbcExecutor {

    private JdbcExecutor() {}

    /// Work on a connection.
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T execute(Connection connection) throws SQLException;
    }

    /// The database failed; the cause is the `SQLException`.
    public static final class DatabaseFailureException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseFailureException(SQLException cause) {
            super(cause);
        }
    }

    /// @throws DatabaseFailureException with the `SQLException`
    public static <T> T withConnection(Jdbi jdbi, ConnectionWork<T> work) {
        return jdbi.withHandle(handle -> {
            try {
                return work.execute(handle.getConnection());
            } catch (SQLException e) {
                throw new DatabaseFailureException(e);
            }
        });
    }

    /// Placeholders `?,?,?,?` for a list of `size` keys, padded to a power of two so that few statements differ.
    public static String placeholders(int size) {
        return placeholders("?", size);
    }

    /// Placeholders for rows, as `(?,?),(?,?)`.
    public static String placeholders(String one, int size) {
        int padded = paddedSize(size);
        StringBuilder marks = new StringBuilder(padded * (one.length() + 1));
        for (int i = 0; i < padded; i++) {
            marks.append(i == 0 ? "" : ",").append(one);
        }
        return marks.toString();
    }

    /// Number of keys in [#placeholders]; the last key fills the padding.
    public static int paddedSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("no keys");
        }
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    /// Binds the keys to [#placeholders] and returns the next free position.
    public static int bindKeys(PreparedStatement statement, int first, Collection<Long> keys) throws SQLException {
        int position = first;
        long last = 0;
        for (long key : keys) {
            last = key;
            statement.setLong(position++, key);
        }
        for (int left = paddedSize(keys.size()) - keys.size(); left > 0; left--) {
            statement.setLong(position++, last);
        }
        return position;
    }

    /// Binds the arguments of a query.
    @FunctionalInterface
    public interface Binder {
        void bind(PreparedStatement select) throws SQLException;
    }
}
