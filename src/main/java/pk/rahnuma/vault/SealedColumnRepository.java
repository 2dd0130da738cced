package pk.rahnuma.vault;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Sealed values of any column, in the order of their keys.
@Singleton
class SealedColumnRepository {

    private final JdbcOperations jdbc;

    SealedColumnRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /// @param key as in a [SealedPlace]
    record Row(byte[] key, byte[] sealed) {}

    /// Values of a subject. An erased value is null, or empty where the column is not nullable.
    ///
    /// @param last key before the page; null for the start
    @Connectable
    List<Row> findOfSubject(SealedColumn column, long subject, byte[] last, int limit) {
        List<String> keys = column.keys().stream().map(key -> "t." + key).toList();
        String names = String.join(", ", keys);
        String first = keys.getFirst();
        List<Object> arguments = new ArrayList<>(List.of(subject));
        String where = "";
        if (last != null) {
            List<Object> values = column.keyValues(last);
            where = " and " + first + " > ?";
            arguments.add(values.getFirst());
            if (keys.size() > 1) {
                where = " and (" + first + " > ? or " + first + " = ? and " + keys.getLast() + " > ?)";
                arguments.addAll(values);
            }
        }
        String sql = "select " + names + ", t." + column.column() + " from " + column.table() + " t " + column.join()
                + " where octet_length(t." + column.column() + ") > 0 and " + column.subject() + " = ?" + where
                + " order by " + names + " limit " + limit;
        return jdbc.prepareStatement(sql, select -> {
            bind(select, arguments);
            List<Row> page = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(new Row(key(row, keys.size()), row.getBytes(keys.size() + 1)));
                }
            }
            return page;
        });
    }

    private static void bind(PreparedStatement statement, List<Object> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            statement.setObject(i + 1, arguments.get(i));
        }
    }

    private static byte[] key(ResultSet row, int size) throws SQLException {
        if (row.getObject(1) instanceof byte[] bytes) {
            return bytes;
        }
        ByteBuffer key = ByteBuffer.allocate(Long.BYTES * size);
        for (int i = 1; i <= size; i++) {
            key.putLong(row.getLong(i));
        }
        return key.array();
    }

    /// Replaces a value, unless it was changed meanwhile.
    ///
    /// @return 1, or 0 when it was changed
    @Connectable
    int replaceValue(SealedColumn column, Row row, byte[] sealed) {
        String where = column.keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" and "));
        List<Object> arguments = new ArrayList<>(List.of(sealed));
        arguments.addAll(column.keyValues(row.key()));
        arguments.add(row.sealed());
        String sql = "update " + column.table() + " set " + column.column() + " = ? where " + where + " and "
                + column.column() + " = ?";
        return jdbc.prepareStatement(sql, update -> {
            bind(update, arguments);
            return update.executeUpdate();
        });
    }
}
