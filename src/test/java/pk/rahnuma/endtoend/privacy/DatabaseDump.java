package pk.rahnuma.endtoend.privacy;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.TestSql;

/// Content of a database, row by row, as an attacker without keys would see it.
record DatabaseDump(List<DumpedRow> rows) {

    /// Row.
    ///
    /// @param cells as text; binary values in hexadecimal digits, which `binary` contains too
    record DumpedRow(String table, List<String> cells, Set<String> binary) {

        boolean holds(Object value) {
            return cells.contains(String.valueOf(value));
        }
    }

    static DatabaseDump dumpDatabase(TestSql sql) {
        return new DatabaseDump(sql.listTables().stream()
                .flatMap(table ->
                        sql.queryRows("select * from " + table, row -> row(table.toLowerCase(), row)).stream())
                .toList());
    }

    private static DumpedRow row(String table, ResultSet row) throws SQLException {
        ResultSetMetaData meta = row.getMetaData();
        List<String> cells = new ArrayList<>();
        Set<String> binary = new HashSet<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value instanceof byte[] bytes) {
                String hex = HexFormat.of().formatHex(bytes);
                cells.add(hex);
                binary.add(hex);
            } else {
                cells.add(row.getString(i));
            }
        }
        return new DumpedRow(table, cells, binary);
    }

    /// Rows that contain the number of a person or of an application.
    List<DumpedRow> rowsAbout(Object... numbers) {
        return rows.stream()
                .filter(row -> Stream.of(numbers).anyMatch(row::holds))
                .toList();
    }

    boolean containsText(String text) {
        return rows.stream().flatMap(row -> row.cells().stream()).anyMatch(cell -> cell != null && cell.contains(text));
    }
}
