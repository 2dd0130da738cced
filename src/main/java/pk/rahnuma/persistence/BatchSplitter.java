package pk.rahnuma.persistence;

import io.micronaut.context.annotation.Property;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/// Splits batches, so that few statements differ and prepared ones are used again. Connector/J makes one statement of a
/// batch, which is another one for each number of rows; the other drivers have one for all.
@Singleton
public class BatchSplitter {

    /// Numbers of rows below it, and its multiples up to [#MAX_ROWS], have a statement each.
    private static final int ROW_UNIT = 16;

    private static final int MAX_ROWS = 64;

    private final JdbcOperations jdbc;
    private final boolean splits;

    BatchSplitter(JdbcOperations jdbc, @Property(name = "datasources.default.url") String url) {
        this.jdbc = jdbc;
        this.splits = url.startsWith("jdbc:mysql:");
    }

    /// Binds a row to the parameters of a statement.
    @FunctionalInterface
    public interface RowBinder<T> {
        void bindRow(PreparedStatement statement, T row) throws SQLException;
    }

    /// Writes rows by a statement of JDBC, in order. Every turn writes such rows: Micronaut Data looks up type and
    /// converter of each parameter of each row.
    @Connectable
    public <T> void writeRows(String sql, List<T> rows, RowBinder<T> binder) {
        writeRows(
                rows,
                row -> jdbc.prepareStatement(sql, statement -> {
                    binder.bindRow(statement, row);
                    return statement.executeUpdate();
                }),
                some -> jdbc.prepareStatement(sql, statement -> {
                    for (T row : some) {
                        binder.bindRow(statement, row);
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                }));
    }

    /// Writes rows, in order.
    ///
    /// @param one writes a single row, without a batch
    /// @param many writes a batch
    public <T> void writeRows(List<T> rows, Consumer<T> one, Consumer<List<T>> many) {
        int written = 0;
        while (written < rows.size()) {
            int size = nextSize(rows.size() - written);
            if (size == 1) {
                one.accept(rows.get(written));
            } else {
                many.accept(rows.subList(written, written + size));
            }
            written += size;
        }
    }

    private int nextSize(int left) {
        if (!splits || left < ROW_UNIT) {
            return left;
        }
        return Math.min(MAX_ROWS, left - left % ROW_UNIT);
    }
}
