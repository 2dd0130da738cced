package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.DataFolder;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.KeysetFile;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;

class BackupCommandTest {

    /// Today, since older messages without consent are deleted.
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final ChatAddress ADDRESS = new ChatAddress(Channel.TELEGRAM, "4711");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"H2, H2", "H2, MariaDB", "MariaDB, H2"})
    void dataOfARunningServerIsThereAfterTheRestore(String from, String to) throws IOException {
        Path file = folder.resolve("backup.zip");
        List<Message> lines;
        try (TestServer server = (from.equals("H2") ? TestServer.onH2() : TestServer.onMariaDb())
                .withProperty("rahnuma.turn.sweep", "1h")
                .startServer()) {
            lines = fill(server);
            try (CommandContext beside = ContextBootstrap.openContext(server.settings())) {
                BackupCommand.writeBackup(
                        file, beside, server.settings().database().embedded(), new TerminalProgress(silent()));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        EnvironmentSettings target = to.equals("H2")
                ? settings()
                : settings("DATABASE_URL", MariaDbServer.sharedServer().freshSchema());
        RestoreCommand.restoreBackup(file, target, new TerminalProgress(silent()));
        try (CommandContext restored = ContextBootstrap.openContext(target)) {
            Chat chat = restored.getBean(ChatRepository.class)
                    .findByAddresses(List.of(ADDRESS))
                    .get(ADDRESS);
            assertThat(restored.getBean(ConversationMessageService.class).readHistory(chat.conversation(), 0, 10))
                    .extracting(Message::body, Message::at)
                    .isEqualTo(lines.stream()
                            .map(line -> tuple(line.body(), line.at()))
                            .toList());
            assertThat(AuditChainFixture.faultsOf(restored.getBean(AuditLog.class), 5))
                    .isEmpty();
            TestSql sql = restored.getBean(TestSql.class);
            assertThat(sql.queryOne(Integer.class, "select count(*) from audit"))
                    .isEqualTo(1);
            assertThat(sql.queryOne(Integer.class, "select count(*) from line_address where live"))
                    .isEqualTo(1);
            assertThat(sql.queryOne(Integer.class, "select count(*) from line_address where not live"))
                    .isEqualTo(1);
            trail(sql);
            assertThat(sql.queryOne(Integer.class, "select count(*) from trail"))
                    .isEqualTo(3);
            assertThat(source(sql)).isEqualTo("سکرپٹ\n\"x\"");
        }
        assertThatThrownBy(() -> RestoreCommand.restoreBackup(file, target, new TerminalProgress(silent())))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("not empty");
    }

    @ParameterizedTest
    @CsvSource({"H2", "MariaDB"})
    void aBackupShowsOneMomentWhileOthersWrite(String database) throws Exception {
        Path file = folder.resolve("backup.zip");
        AtomicBoolean done = new AtomicBoolean();
        try (TestServer server = database.equals("H2")
                        ? TestServer.onH2().startServer()
                        : TestServer.onMariaDb().startServer();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            TestSql sql = server.sql();
            CountDownLatch writing = new CountDownLatch(50);
            Future<?> writer = threads.submit(() -> {
                for (int i = 1; !done.get(); i++) {
                    int id = i;
                    sql.inTransaction(() -> {
                        sql.execute("insert into line_address values (?, 1, x'00', true)", id);
                        sql.execute("insert into consent values (?, '1', ?, null)", id, NOW);
                    });
                    writing.countDown();
                }
            });
            writing.await();
            try (CommandContext beside = ContextBootstrap.openContext(server.settings())) {
                BackupCommand.writeBackup(
                        file, beside, server.settings().database().embedded(), new TerminalProgress(silent()));
            } finally {
                done.set(true);
            }
            writer.get();
        }
        RestoreCommand.restoreBackup(file, settings(), new TerminalProgress(silent()));
        try (CommandContext restored = ContextBootstrap.openContext(settings())) {
            TestSql sql = restored.getBean(TestSql.class);
            assertThat(sql.queryOne(Integer.class, "select count(*) from consent"))
                    .isGreaterThanOrEqualTo(50)
                    .isEqualTo(sql.queryOne(Integer.class, "select count(*) from line_address"));
        }
    }

    @Test
    void aBackupIsNotWrittenOverAndNothingElseIsTakenForOne() throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "something else");
        try (CommandContext opened = ContextBootstrap.openContext(settings())) {
            assertThatThrownBy(() -> BackupCommand.writeBackup(file, opened, true, new TerminalProgress(silent())))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("exists already");
        }
        EnvironmentSettings other =
                settings("RAHNUMA_DATA", folder.resolve("other").toString());
        assertThatThrownBy(() -> RestoreCommand.restoreBackup(file, other, new TerminalProgress(silent())))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("'backup'");
    }

    @Test
    void aBackupFromBeforeTheBaselineIsRefusedBeforeATableIsCreated() throws IOException {
        Path file = folder.resolve("earlier.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(BackupCommand.KEYSET_ENTRY));
            zip.write(MasterKeyset.generateNew().toJson().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(BackupCommand.VERSION_ENTRY));
            zip.write("46".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> RestoreCommand.restoreBackup(file, settings(), new TerminalProgress(silent())))
                .isInstanceOf(UserErrorException.class)
                .hasMessage("restore: " + file + " was made before the first release, by a version whose tables are not"
                        + " migrated: restore it with that version");
        try (ApplicationContext context = ContextBootstrap.openUnmigrated(settings())) {
            assertThat(context.getBean(TestSql.class)
                            .queryTexts(
                                    "select table_name from information_schema.tables where table_schema = 'public'"))
                    .isEmpty();
        }
    }

    @Test
    void aRestoreNeverWritesOverAnotherKeyset() throws IOException {
        Path file = folder.resolve("backup.zip");
        try (CommandContext opened = ContextBootstrap.openContext(settings())) {
            BackupCommand.writeBackup(file, opened, true, new TerminalProgress(silent()));
        }
        EnvironmentSettings other =
                settings("RAHNUMA_DATA", folder.resolve("other").toString());
        DataFolder.ensureExists(other.data());
        KeysetFile.writeNew(KeysetFile.locateIn(other.data()), MasterKeyset.generateNew());
        assertThatThrownBy(() -> RestoreCommand.restoreBackup(file, other, new TerminalProgress(silent())))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("another keyset");
    }

    private static List<Message> fill(TestServer server) {
        Chat chat = server.getBean(ChatRepository.class)
                .findOrCreate(List.of(ADDRESS), Map.of(ADDRESS, "ur"), NOW)
                .get(ADDRESS);
        List<Message> lines = server.getBean(ConversationMessageService.class)
                .postNotices(chat.conversation(), List.of(Reply.ofText("آپ کا نمبر")), NOW);
        server.getBean(AuditLog.class).appendEntries(List.of(new AuditEntry(5, "bot", "opened", "5", "عائشہ", NOW)));
        TestSql sql = server.sql();
        sql.execute("insert into line_address values (1, 1, ?, true)", new byte[4]);
        sql.execute("insert into line_address values (1, 2, ?, false)", new byte[16]);
        sql.execute(
                "insert into script_flow (flow, script, source, loaded_at) values ('abc', 'welcome', ?, ?)",
                "سکرپٹ\n\"x\"",
                NOW);
        trail(sql);
        trail(sql);
        return lines;
    }

    private static void trail(TestSql sql) {
        sql.execute("""
                        insert into trail (script, flow, from_step, exit_kind, to_step, language, created_at)
                        values ('welcome', 'abc', 'a', 'next', 'b', 'en', ?)
                        """, NOW);
    }

    private static String source(TestSql sql) {
        return sql.queryOne(String.class, "select source from script_flow where source like 'سکرپٹ%'");
    }

    private EnvironmentSettings settings(String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
        environment.put("DATABASE_USER", MariaDbServer.USER);
        environment.put("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return EnvironmentSettings.fromVariables(environment);
    }

    private static PrintWriter silent() {
        return new PrintWriter(new StringWriter());
    }
}
