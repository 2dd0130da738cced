package pk.rahnuma.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;

/// Every sealed column of the schema is bound to its row.
@ParameterizedClass
@EnumSource
class SealedColumnProviderTest {

    /// Tests of this class differ only in the columns.
    enum Base {
        H2,
        MARIADB;

        Map<String, String> environment() {
            return this == H2
                    ? Map.of()
                    : Map.of(
                            "DATABASE_URL",
                            MariaDbServer.sharedServer().freshSchema(),
                            "DATABASE_USER",
                            MariaDbServer.USER,
                            "DATABASE_PASSWORD",
                            MariaDbServer.PASSWORD);
        }
    }

    /// Sealed under the key of the document, which is sealed in turn: see `DocumentRepository`.
    private static final Set<String> SEALED_BY_DOCUMENT =
            Set.of("document.name", "document_picture.picture", "document_picture.thumbnail", "document_chunk.body");

    /// Binary columns that the vault does not seal: hashes, authentication codes, address ranges, wrapped keys, results
    /// that are encrypted with a key of each request, and the task data of the scheduler.
    private static final Set<String> NOT_SEALED = Set.of(
            "application.identity_proof",
            "application.mobile_proof",
            "audit.mac",
            "audit_head.heads",
            "audit_head.mac",
            "line_address.address",
            "request_log.result",
            "subject.wrapped_key");

    @TempDir
    private static Path data;

    /// Without a server, whose jobs would process the rows.
    private final CommandContext commandContext;

    private final TestSql sql;
    private final List<SealedColumn> columns;
    private final SealedRowFixture rows;

    SealedColumnProviderTest(Base base) {
        Map<String, String> environment = new HashMap<>(base.environment());
        environment.put(
                "RAHNUMA_DATA",
                data.resolve(base + " " + SubjectEncryptionService.newId()).toString());
        environment.put("RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
        this.commandContext = ContextBootstrap.openContext(EnvironmentSettings.fromVariables(environment));
        this.sql = commandContext.getBean(TestSql.class);
        this.columns = SealedValues.findColumns(commandContext.context());
        this.rows = new SealedRowFixture(sql, commandContext.getBean(SubjectEncryptionService.class));
    }

    @AfterEach
    void close() {
        commandContext.close();
    }

    @Test
    void everyBinaryColumnOfTheSchemaIsBoundOrNotSealed() throws SQLException {
        Set<String> binary = new TreeSet<>(sql.withConnection(SealedColumnProviderTest::sizesOfBinaryColumns)
                .keySet());
        binary.removeIf(name -> name.endsWith("_hash"));
        Set<String> known = new TreeSet<>(NOT_SEALED);
        known.addAll(SEALED_BY_DOCUMENT);
        columns.forEach(column -> known.add(column.toString()));
        assertThat(binary).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void eachSealedColumnIsAsLongInTheSchemaAsValuesMayBe() throws SQLException {
        Map<String, Integer> sizes = sql.withConnection(SealedColumnProviderTest::sizesOfBinaryColumns);
        assertThat(columns)
                .allSatisfy(column -> assertThat(column.maxBytes())
                        .as(column.toString())
                        .isLessThanOrEqualTo(sizes.get(column.toString())));
    }

    /// Moves the value of a row into another row of the same person, or, if a person has a single row, of another
    /// person.
    @TestFactory
    Stream<DynamicTest> aSwapBetweenTwoRowsIsRefused() {
        return columns.stream()
                .map(column -> DynamicTest.dynamicTest(column.toString(), () -> {
                    SealedRowFixture.Pair pair = rows.insert(column);
                    SubjectKeyRing keys = commandContext
                            .getBean(SubjectEncryptionService.class)
                            .openKeys(pair.subjects());
                    assertThat(keys.openText(pair.one(), rows.read(column, pair.one())))
                            .isEqualTo("one");
                    rows.swap(column, pair);
                    byte[] moved = rows.read(column, pair.one());
                    assertThatThrownBy(() -> keys.open(pair.one(), moved))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining(column.toString());
                }));
    }

    private static Map<String, Integer> sizesOfBinaryColumns(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        Map<String, Integer> found = new HashMap<>();
        try (ResultSet columns = meta.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                int type = columns.getInt("DATA_TYPE");
                String table = columns.getString("TABLE_NAME").toLowerCase();
                if (Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB)
                                .contains(type)
                        && !table.startsWith("flyway")) {
                    found.put(
                            table + "." + columns.getString("COLUMN_NAME").toLowerCase(),
                            columns.getInt("COLUMN_SIZE"));
                }
            }
        }
        return found;
    }
}
