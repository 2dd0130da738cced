package pk.rahnuma.vault;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pk.rahnuma.TestSql;

/// Rows of any table with a sealed column, with minimal values in all other columns.
final class SealedRowFixture {

    private static final Pattern JOIN = Pattern.compile("join (\\w+) (\\w) on \\2\\.id = t\\.(\\w+)");

    private final TestSql sql;
    private final SubjectEncryptionService vault;

    SealedRowFixture(TestSql sql, SubjectEncryptionService vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /// Two rows; of one subject where a subject may have two.
    record Pair(SealedPlace one, SealedPlace two) {

        List<Long> subjects() {
            return List.of(one.subject(), two.subject()).stream().distinct().toList();
        }
    }

    Pair insert(SealedColumn column) throws SQLException {
        long subject = SubjectEncryptionService.newId();
        vault.createKeys(subject);
        long other = column.keys().size() == 1 && column.subject().equals("t.id")
                ? SubjectEncryptionService.newId()
                : subject;
        vault.createKeys(other);
        return new Pair(insert(column, subject, 1, "one"), insert(column, other, 2, "two"));
    }

    private SealedPlace insert(SealedColumn column, long subject, int number, String text) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        String owner = column.subject().substring(2);
        String lastKey = column.keys().getLast();
        if (column.join().isEmpty()) {
            values.put(lastKey, lastKey.equals("seq") ? (long) number : SubjectEncryptionService.newId());
            values.put(owner, subject);
            column.keys().forEach(key -> values.putIfAbsent(key, SubjectEncryptionService.newId()));
        } else {
            Matcher join = JOIN.matcher(column.join());
            if (!join.matches()) {
                throw new AssertionError(column.join());
            }
            long parent = SubjectEncryptionService.newId();
            insert(join.group(1), Map.of("id", parent, owner, subject));
            values.put(join.group(3), parent);
            values.putIfAbsent(lastKey, (long) number);
        }
        boolean hashed = lastKey.endsWith("_hash");
        byte[] hash = vault.keyedHash("row", Long.toString(SubjectEncryptionService.newId()));
        if (hashed) {
            values.put(lastKey, hash);
        }
        SealedPlace place = hashed
                ? column.placeAt(subject, hash)
                : column.placeAt(
                        subject,
                        column.keys().stream()
                                .mapToLong(key -> (long) values.get(key))
                                .toArray());
        values.put(column.column(), vault.seal(place, text));
        insert(column.table(), values);
        return place;
    }

    private void insert(String table, Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>(given);
        sql.withConnection(connection -> requiredValues(connection, table)).forEach(values::putIfAbsent);
        sql.execute(
                "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                        + values.keySet().stream().map(name -> "?").collect(Collectors.joining(", ")) + ")",
                values.values().toArray());
    }

    private static Map<String, Object> requiredValues(Connection connection, String table) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        DatabaseMetaData meta = connection.getMetaData();
        String stored = meta.storesUpperCaseIdentifiers() ? table.toUpperCase() : table;
        try (ResultSet columns = meta.getColumns(connection.getCatalog(), connection.getSchema(), stored, "%")) {
            while (columns.next()) {
                if (columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                        && columns.getString("COLUMN_DEF") == null) {
                    values.put(
                            columns.getString("COLUMN_NAME").toLowerCase(),
                            least(columns.getInt("DATA_TYPE"), columns.getInt("COLUMN_SIZE")));
                }
            }
        }
        return values;
    }

    private static Object least(int type, int size) {
        String unlike = Long.toString(SubjectEncryptionService.newId(), Character.MAX_RADIX);
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB ->
                unlike.substring(0, Math.min(size, unlike.length()));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                unlike.getBytes(StandardCharsets.US_ASCII);
            case Types.TIMESTAMP -> LocalDateTime.of(2026, 11, 27, 8, 0);
            case Types.DATE -> LocalDate.of(2026, 11, 27);
            case Types.BOOLEAN, Types.BIT -> false;
            case Types.BIGINT -> SubjectEncryptionService.newId();
            default -> 0;
        };
    }

    byte[] read(SealedColumn column, SealedPlace place) {
        String select = "select " + column.column() + " from " + column.table() + where(column);
        return sql.queryOne(byte[].class, select, column.keyValues(place.row()).toArray());
    }

    void swap(SealedColumn column, Pair pair) {
        byte[] one = read(column, pair.one());
        byte[] two = read(column, pair.two());
        write(column, pair.one(), two);
        write(column, pair.two(), one);
    }

    private void write(SealedColumn column, SealedPlace place, byte[] sealed) {
        List<Object> arguments = new ArrayList<>(List.of(sealed));
        arguments.addAll(column.keyValues(place.row()));
        sql.execute(
                "update " + column.table() + " set " + column.column() + " = ?" + where(column), arguments.toArray());
    }

    private static String where(SealedColumn column) {
        return column.keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" and ", " where ", ""));
    }
}
