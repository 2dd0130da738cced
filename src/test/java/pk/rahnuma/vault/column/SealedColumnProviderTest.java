package pk.rahnuma.vault.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
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
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

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

    /// Sealed under a field name with the number of the document, and of the chunk: see `DocumentRepository`.
    private static final Set<String> BOUND_BY_FIELD = Set.of(
            "document.name",
            "document.own_key",
            "document_picture.picture",
            "document_picture.thumbnail",
            "document_chunk.body");

    /// Binary columns that the vault does not seal: hashes, authentication codes, address ranges, wrapped keys, results
    /// that are encrypted with a key of each request, and the task data of the scheduler.
    private static final Set<String> NOT_SEALED = Set.of(
            "anonymous_request.result",
            "application.identity_proof",
            "application.mobile_proof",
            "audit.mac",
            "audit_head.heads",
            "audit_head.mac",
            "register_address.high",
            "register_address.low",
            "scheduled_tasks.task_data",
            "sealed_column.last_key",
            "subject.wrapped_key");

    @TempDir
    private static Path data;

    /// Without a server, whose jobs would process the rows.
    private final CommandContext commandContext;

    private final TestSql sql;
    private final SealedColumnService service;
    private final SealedRowFixture rows;

    SealedColumnProviderTest(Base base) {
        Map<String, String> environment = new HashMap<>(base.environment());
        environment.put(
                "RAHNUMA_DATA",
                data.resolve(base + " " + SubjectEncryptionService.newId()).toString());
        environment.put("RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
        environment.put("RAHNUMA_SEALED_FORMAT", "2");
        this.commandContext = ContextBootstrap.openContext(EnvironmentSettings.fromVariables(environment));
        this.sql = commandContext.getBean(TestSql.class);
        this.service = commandContext.getBean(SealedColumnService.class);
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
        known.addAll(BOUND_BY_FIELD);
        service.columns().forEach(column -> known.add(column.toString()));
        assertThat(binary).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void eachSealedColumnIsAsLongInTheSchemaAsValuesMayBe() throws SQLException {
        Map<String, Integer> sizes = sql.withConnection(SealedColumnProviderTest::sizesOfBinaryColumns);
        assertThat(service.columns())
                .allSatisfy(column -> assertThat(column.maxBytes())
                        .as(column.toString())
                        .isLessThanOrEqualTo(sizes.get(column.toString())));
    }

    /// A node of the previous version opens values of a node with setting 1 by these fields.
    @Test
    void fieldsAreThoseOfTheVersionBefore() {
        assertThat(service.columns())
                .extracting(column -> column + ": " + column.field())
                .contains(
                        "application.answers: application",
                        "application_event.note: application_event.note",
                        "application_version.answers: application",
                        "chat.address: address",
                        "chat_token.device: chat_device",
                        "conversation.state: state",
                        "dead_letter.body: dead letter",
                        "download.body: download",
                        "membership.name: member name",
                        "message.body: message",
                        "organisation.name: organisation name",
                        "proposal.note: proposal.note",
                        "staff.totp_secret: totp",
                        "staff_pending.totp_secret: totp",
                        "staff_session.place: place",
                        "ticket.body: ticket",
                        "ticket.rating_word: ticket_rating",
                        "ticket.stuck: ticket_stuck",
                        "ticket_answer.body: ticket_answer",
                        "ticket_note.body: ticket_note");
    }

    /// Moves the value of a row into another row of the same person, or, if a person has a single row, of another
    /// person.
    @TestFactory
    Stream<DynamicTest> aSwapBetweenTwoRowsIsRefused() {
        return service.columns().stream()
                .map(column -> DynamicTest.dynamicTest(column.toString(), () -> {
                    SealedRowFixture.Pair pair = rows.insert(column, true);
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
                    assertThat(service.bindColumn(column, true, (looked, total) -> {})
                                    .failed())
                            .isEqualTo(2);
                    rows.delete(column, pair);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aValueOfTheVersionBeforeIsReadAndBoundOnce() {
        return service.columns().stream()
                .map(column -> DynamicTest.dynamicTest(column.toString(), () -> {
                    SealedRowFixture.Pair pair = rows.insert(column, false);
                    SubjectKeyRing keys = commandContext
                            .getBean(SubjectEncryptionService.class)
                            .openKeys(pair.subjects());
                    byte[] old = rows.read(column, pair.one());
                    assertThat(keys.openText(pair.one(), old)).isEqualTo("one");
                    assertThat(keys.isBound(pair.one(), old)).isFalse();
                    SealedColumnService.BindingResult bound = service.bindColumn(column, true, (looked, total) -> {});
                    assertThat(bound.bound()).isEqualTo(2);
                    assertThat(bound.failed()).isZero();
                    byte[] now = rows.read(column, pair.one());
                    assertThat(keys.isBound(pair.one(), now)).isTrue();
                    assertThat(keys.openText(pair.one(), now)).isEqualTo("one");
                    assertThat(service.bindColumn(column, true, (looked, total) -> {})
                                    .bound())
                            .isZero();
                    rows.delete(column, pair);
                }));
    }

    @Test
    void aRunThatWasBrokenOffGoesOnWhereItWas() throws SQLException {
        SealedColumn column = column("dead_letter.body");
        for (int i = 0; i < 255; i++) {
            rows.insert(column, false);
        }
        List<String> exported = new ArrayList<>();
        assertThatThrownBy(() -> service.bindColumn(column, false, (looked, total) -> {
                    exported.add(looked + " of " + total);
                    throw new IllegalArgumentException("broken off");
                }))
                .hasMessage("broken off");
        SealedColumnService.BindingResult rest =
                service.bindColumn(column, false, (looked, total) -> exported.add(looked + " of " + total));
        assertThat(exported).containsExactly("500 of 510", "510 of 510");
        assertThat(rest.bound()).isEqualTo(10);
        assertThat(rest.looked()).isEqualTo(510);
        assertThat(service.bindColumn(column, false, (looked, total) -> exported.add("more"))
                        .finishedBefore())
                .isNotNull();
        assertThat(exported).hasSize(2);
    }

    @Test
    void anErasedValueIsNotReportedAsMoved() throws SQLException {
        SealedColumn column = column("application.answers");
        rows.insert(column, true);
        sql.execute(
                "update application set subject_id = ?, answers = ?",
                SubjectEncryptionService.SYSTEM_SUBJECT,
                new byte[0]);
        assertThat(service.bindColumn(column, true, (looked, total) -> {}).failed())
                .isZero();
    }

    private SealedColumn column(String name) {
        return service.columns().stream()
                .filter(column -> column.toString().equals(name))
                .findFirst()
                .orElseThrow();
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
