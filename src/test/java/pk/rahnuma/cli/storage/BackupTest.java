package pk.rahnuma.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.House;
import pk.rahnuma.MariaDb;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.DataFolder;
import pk.rahnuma.cli.boot.KeysetFile;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Chats.Address;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.store.Utc;
import pk.rahnuma.vault.Keyset;

class BackupTest {

    /// Of today: words of longer ago, before which nobody consented, are deleted.
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final Address ADDRESS = new Address(Channel.TELEGRAM, "4711");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"H2, H2", "H2, MariaDB", "MariaDB, H2"})
    void whatIsBackedUpOfARunningHouseIsThereAfterTheRestore(String from, String to) throws IOException {
        Path file = folder.resolve("backup.zip");
        List<Message> lines;
        try (House house = (from.equals("H2") ? House.onH2() : House.onMariaDb())
                .property("rahnuma.turn.sweep", "1h")
                .start()) {
            lines = fill(house);
            try (Opened beside = Boot.open(house.settings())) {
                Backup.write(file, beside, house.settings().database().embedded(), new Progress(silent()));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Settings target = to.equals("H2")
                ? settings()
                : settings("DATABASE_URL", MariaDb.running().freshSchema());
        Restore.read(file, target, new Progress(silent()));
        try (Opened restored = Boot.open(target)) {
            Chat chat = restored.get(Chats.class).find(List.of(ADDRESS)).get(ADDRESS);
            assertThat(restored.get(Messages.class).history(chat.conversation(), 0, 10))
                    .extracting(Message::body, Message::at)
                    .isEqualTo(lines.stream()
                            .map(line -> tuple(line.body(), line.at()))
                            .toList());
            assertThat(AuditChains.faults(restored.get(Audit.class), 5)).isEmpty();
            Jdbi jdbi = restored.get(Jdbi.class);
            assertThat(count(jdbi, "select count(*) from audit")).isEqualTo(1);
            assertThat(count(jdbi, "select count(*) from register_address where live"))
                    .isEqualTo(1);
            assertThat(count(jdbi, "select count(*) from register_address where not live"))
                    .isEqualTo(1);
            trail(jdbi);
            assertThat(count(jdbi, "select count(*) from trail")).isEqualTo(3);
            assertThat(source(jdbi)).isEqualTo("سکرپٹ\n\"x\"");
        }
        assertThatThrownBy(() -> Restore.read(file, target, new Progress(silent())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not empty");
    }

    @ParameterizedTest
    @CsvSource({"H2", "MariaDB"})
    void aBackupShowsOneMomentWhileOthersWrite(String database) throws Exception {
        Path file = folder.resolve("backup.zip");
        AtomicBoolean done = new AtomicBoolean();
        try (House house = database.equals("H2")
                        ? House.onH2().start()
                        : House.onMariaDb().start();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Jdbi jdbi = house.get(Jdbi.class);
            CountDownLatch writing = new CountDownLatch(50);
            Future<?> writer = threads.submit(() -> {
                for (int i = 1; !done.get(); i++) {
                    int id = i;
                    jdbi.useTransaction(handle -> {
                        handle.execute("insert into register_address values (?, 1, x'00', x'00', true)", id);
                        handle.execute("insert into consent values (?, '1', ?, null)", id, Utc.of(NOW));
                    });
                    writing.countDown();
                }
            });
            writing.await();
            try (Opened beside = Boot.open(house.settings())) {
                Backup.write(file, beside, house.settings().database().embedded(), new Progress(silent()));
            } finally {
                done.set(true);
            }
            writer.get();
        }
        Restore.read(file, settings(), new Progress(silent()));
        try (Opened restored = Boot.open(settings())) {
            Jdbi jdbi = restored.get(Jdbi.class);
            assertThat(count(jdbi, "select count(*) from consent"))
                    .isGreaterThanOrEqualTo(50)
                    .isEqualTo(count(jdbi, "select count(*) from register_address"));
        }
    }

    @Test
    void aBackupIsNotWrittenOverAndNothingElseIsTakenForOne() throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "something else");
        try (Opened opened = Boot.open(settings())) {
            assertThatThrownBy(() -> Backup.write(file, opened, true, new Progress(silent())))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("there already");
        }
        Settings other = settings("RAHNUMA_DATA", folder.resolve("other").toString());
        assertThatThrownBy(() -> Restore.read(file, other, new Progress(silent())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("'backup'");
    }

    @Test
    void aRestoreNeverWritesOverAnotherKeyset() throws IOException {
        Path file = folder.resolve("backup.zip");
        try (Opened opened = Boot.open(settings())) {
            Backup.write(file, opened, true, new Progress(silent()));
        }
        Settings other = settings("RAHNUMA_DATA", folder.resolve("other").toString());
        DataFolder.ensure(other.data());
        KeysetFile.write(KeysetFile.in(other.data()), Keyset.generate());
        assertThatThrownBy(() -> Restore.read(file, other, new Progress(silent())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("another keyset");
    }

    private static List<Message> fill(House house) {
        Chat chat = house.get(Chats.class)
                .open(List.of(ADDRESS), Map.of(ADDRESS, "ur"), NOW)
                .get(ADDRESS);
        List<Message> lines =
                house.get(Messages.class).post(chat.conversation(), List.of(Reply.plain("آپ کا نمبر")), NOW);
        house.get(Audit.class).append(List.of(new Entry(5, "bot", "opened", "5", "عائشہ", NOW)));
        Jdbi jdbi = house.get(Jdbi.class);
        jdbi.useHandle(handle -> {
            handle.execute("insert into register_address values (1, 1, ?, ?, true)", new byte[4], new byte[4]);
            handle.execute("insert into register_address values (1, 2, ?, ?, false)", new byte[16], new byte[16]);
            handle.createUpdate(
                            "insert into script_flow (flow, script, source, loaded_at) values ('abc', 'welcome', :source, :now)")
                    .bind("source", "سکرپٹ\n\"x\"")
                    .bind("now", NOW)
                    .execute();
        });
        trail(jdbi);
        trail(jdbi);
        return lines;
    }

    private static void trail(Jdbi jdbi) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into trail (script, flow, from_step, exit_kind, to_step, language, created_at)
                        values ('welcome', 'abc', 'a', 'next', 'b', 'en', :now)
                        """).bind("now", NOW).execute());
    }

    private static String source(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select source from script_flow where source like 'سکرپٹ%'")
                .mapTo(String.class)
                .one());
    }

    private static int count(Jdbi jdbi, String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(int.class).one());
    }

    private Settings settings(String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
        environment.put("DATABASE_USER", MariaDb.USER);
        environment.put("DATABASE_PASSWORD", MariaDb.PASSWORD);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return Settings.of(environment);
    }

    private static PrintWriter silent() {
        return new PrintWriter(new StringWriter());
    }
}
