package pk.rahnuma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Table as JDBC describes it, with its values as JSON that does not depend on the kind of database.
record BackupTable(String name, List<Column> columns) {

    static final String FLYWAY_HISTORY_TABLE = "flyway_schema_history";

    record Column(String name, Kind kind) {}

    /// All tables but Flyway's own, by name.
    static List<BackupTable> readTables(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        List<BackupTable> tables = new ArrayList<>();
        try (ResultSet found = meta.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!name.equalsIgnoreCase(FLYWAY_HISTORY_TABLE)) {
                    tables.add(new BackupTable(name, readColumns(meta, connection, name)));
                }
            }
        }
        return tables;
    }

    private static List<Column> readColumns(DatabaseMetaData meta, Connection connection, String table)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = meta.getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (found.next()) {
                columns.add(new Column(found.getString("COLUMN_NAME"), Kind.fromSqlType(found.getInt("DATA_TYPE"))));
            }
        }
        return columns;
    }

    String selectSql() {
        return "select " + joinColumnNames() + " from " + name;
    }

    String insertSql() {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "insert into " + name + " (" + joinColumnNames() + ") values (" + marks + ")";
    }

    private String joinColumnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /// Type of a column.
    enum Kind {
        NUMBER,
        FLAG,
        TEXT,
        BYTES,
        DATE,
        TIME;

        static Kind fromSqlType(int type) {
            return switch (type) {
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> NUMBER;
                case Types.BIT, Types.BOOLEAN -> FLAG;
                case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> TEXT;
                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
                case Types.DATE -> DATE;
                case Types.TIMESTAMP -> TIME;
                default -> throw new IllegalArgumentException("a column of JDBC type " + type);
            };
        }

        void writeValue(JsonGenerator json, ResultSet row, int column) throws SQLException, IOException {
            if (row.getObject(column) == null) {
                json.writeNull();
                return;
            }
            switch (this) {
                case NUMBER -> json.writeNumber(row.getLong(column));
                case FLAG -> json.writeBoolean(row.getBoolean(column));
                case TEXT -> json.writeString(row.getString(column));
                case BYTES -> json.writeBinary(row.getBytes(column));
                case DATE ->
                    json.writeString(row.getObject(column, LocalDate.class).toString());
                case TIME ->
                    json.writeString(row.getObject(column, LocalDateTime.class).toString());
            }
        }

        void bindValue(PreparedStatement insert, int position, JsonNode value) throws SQLException, IOException {
            if (value == null || value.isNull()) {
                insert.setObject(position, null);
                return;
            }
            switch (this) {
                case NUMBER -> insert.setLong(position, value.longValue());
                case FLAG -> insert.setBoolean(position, value.booleanValue());
                case TEXT -> insert.setString(position, value.textValue());
                case BYTES -> insert.setBytes(position, value.binaryValue());
                case DATE -> insert.setObject(position, LocalDate.parse(value.textValue()));
                case TIME -> insert.setObject(position, LocalDateTime.parse(value.textValue()));
            }
        }
    }
}
