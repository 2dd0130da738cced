package pk.rahnuma.vault.column;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Sealed values of any column, in the order of their keys. Erased values are left out.
@Singleton
class SealedColumnRepository {

    private final Jdbi jdbi;

    SealedColumnRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param key as in a [pk.rahnuma.vault.SealedPlace]
    record Row(byte[] key, long subject, byte[] sealed) {}

    long countValues(SealedColumn column) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) " + from(column))
                .mapTo(Long.class)
                .one());
    }

    /// An erased value is null, or empty where the column is not nullable.
    private static String from(SealedColumn column) {
        return "from " + column.table() + " t " + column.join() + " where octet_length(t." + column.column() + ") > 0";
    }

    /// @param last key before the page; null for the start
    List<Row> findAfter(SealedColumn column, byte[] last, int limit) {
        List<String> keys = column.keys().stream().map(key -> "t." + key).toList();
        String names = String.join(", ", keys);
        String first = keys.getFirst();
        String where = last == null
                ? ""
                : keys.size() == 1
                        ? " and " + first + " > :k0"
                        : " and (" + first + " > :k0 or " + first + " = :k0 and " + keys.getLast() + " > :k1)";
        String sql = "select " + names + ", " + column.subject() + " as subject, t." + column.column() + " "
                + from(column) + where + " order by " + names + " limit " + limit;
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            List<Object> key = last == null ? List.of() : column.keyValues(last);
            for (int i = 0; i < key.size(); i++) {
                query.bind("k" + i, key.get(i));
            }
            return query.map((row, context) ->
                            new Row(key(row, keys.size()), row.getLong(keys.size() + 1), row.getBytes(keys.size() + 2)))
                    .list();
        });
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
    int replaceValue(SealedColumn column, Row row, byte[] sealed) {
        String where = column.keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" and "));
        List<Object> arguments = new ArrayList<>(List.of(sealed));
        arguments.addAll(column.keyValues(row.key()));
        arguments.add(row.sealed());
        return jdbi.withHandle(handle -> handle.execute(
                "update " + column.table() + " set " + column.column() + " = ? where " + where + " and "
                        + column.column() + " = ?",
                arguments.toArray()));
    }
}
