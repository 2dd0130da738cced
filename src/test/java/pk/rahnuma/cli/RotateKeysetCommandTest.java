package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SubjectEncryptionService;

class RotateKeysetCommandTest {

    private static final long AMNA = 4711;
    private static final SealedColumn NAME = new SealedColumn("person", "name", 600, List.of("id"), "t.id");

    private static byte[] sealed(SubjectEncryptionService vault) {
        vault.createKeys(AMNA);
        return vault.seal(NAME.placeAt(AMNA, AMNA), "Amna");
    }

    private static byte[] wrapped(TestSql sql) {
        return sql.queryOne(byte[].class, "select wrapped_key from subject where id = ?", AMNA);
    }

    @Test
    void withTheKeysetInItsFileItIsOneStepAfterWhichAllIsReadWithTheNewKeyAlone() throws IOException {
        try (TestServer server = TestServer.onH2().startServer()) {
            Path file = server.settings().data().resolve("keyset.json");
            byte[] name = sealed(server.getBean(SubjectEncryptionService.class));
            byte[] before = wrapped(server.sql());
            String old = Files.readString(file);
            server.stop();
            assertThat(RotateKeysetCommand.rotateKeyset(server.settings(), false))
                    .contains("The wrapping key is changed");
            server.start();
            assertThat(server.getBean(SubjectEncryptionService.class).openText(NAME.placeAt(AMNA, AMNA), name))
                    .isEqualTo("Amna");
            assertThat(wrapped(server.sql())).isNotEqualTo(before);
            assertThat(MasterKeyset.parseJson(Files.readString(file)).wrappingKeyCount())
                    .isEqualTo(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            try (var files = Files.list(file.getParent())) {
                assertThat(files.map(Path::getFileName).map(Path::toString).toList())
                        .doesNotContain("keyset.json.new");
            }
            server.stop();
            Files.writeString(file, old);
            assertThatThrownBy(() -> ContextBootstrap.openContext(server.settings()))
                    .hasMessageContaining("is not the keyset");
            Files.writeString(file, "");
        }
    }

    @Test
    void besideAServerItIsRefusedAndNothingIsChanged() throws IOException {
        try (TestServer server = TestServer.onH2().startServer()) {
            Path file = server.settings().data().resolve("keyset.json");
            String before = Files.readString(file);
            assertThatThrownBy(() -> RotateKeysetCommand.rotateKeyset(server.settings(), false))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("another server runs");
            assertThat(Files.readString(file)).isEqualTo(before);
        }
    }

    @Test
    void withTheKeysetInTheEnvironmentItIsTwoSteps() {
        MasterKeyset first = MasterKeyset.generateNew();
        EnvironmentSettings before = onMariaDb(MariaDbServer.sharedServer().freshSchema(), first.toJson());
        byte[] name;
        try (CommandContext server = ContextBootstrap.openContext(before)) {
            name = sealed(server.getBean(SubjectEncryptionService.class));
        }
        assertThatThrownBy(() -> RotateKeysetCommand.rotateKeyset(before, true))
                .hasMessageContaining("no rotation is in progress");

        String both = RotateKeysetCommand.rotateKeyset(before, false);
        EnvironmentSettings between = onMariaDb(before.database().url(), both);
        assertThatThrownBy(() -> RotateKeysetCommand.rotateKeyset(between, false))
                .hasMessageContaining("--finish");
        try (CommandContext server = ContextBootstrap.openContext(between)) {
            assertThat(server.getBean(SubjectEncryptionService.class).openText(NAME.placeAt(AMNA, AMNA), name))
                    .isEqualTo("Amna");
        }

        String last = RotateKeysetCommand.rotateKeyset(between, true);
        for (String keyset : List.of(both, last)) {
            try (CommandContext server =
                    ContextBootstrap.openContext(onMariaDb(before.database().url(), keyset))) {
                assertThat(server.getBean(SubjectEncryptionService.class).openText(NAME.placeAt(AMNA, AMNA), name))
                        .isEqualTo("Amna");
            }
        }
        assertThat(MasterKeyset.parseJson(last).wrappingKeyCount()).isEqualTo(1);
        assertThatThrownBy(() -> ContextBootstrap.openContext(before)).hasMessageContaining("is not the keyset");
    }

    @Test
    void whileAServerRunsOnTheOldKeysetTheSecondStepIsRefusedAndNothingIsChanged() {
        String database = MariaDbServer.sharedServer().freshSchema();
        MasterKeyset old = MasterKeyset.generateNew();
        String both;
        byte[] name;
        try (TestServer server = TestServer.onServer(MariaDbServer.sharedServer())
                .withVariable("DATABASE_URL", database)
                .withVariable("RAHNUMA_KEYSET", old.toJson())
                .startServer()) {
            name = sealed(server.getBean(SubjectEncryptionService.class));
            byte[] wrapped = wrapped(server.sql());
            both = RotateKeysetCommand.rotateKeyset(server.settings(), false);
            EnvironmentSettings between = onMariaDb(database, both);
            assertThatThrownBy(() -> RotateKeysetCommand.rotateKeyset(between, true))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageStartingWith("a server still runs with the earlier RAHNUMA_KEYSET")
                    .hasMessageNotContaining("\n");
            assertThat(wrapped(server.sql())).isEqualTo(wrapped);
        }
        EnvironmentSettings between = onMariaDb(database, both);
        try (TestServer server = TestServer.onServer(MariaDbServer.sharedServer())
                .withVariable("DATABASE_URL", database)
                .withVariable("RAHNUMA_KEYSET", both)
                .startServer()) {
            String last = RotateKeysetCommand.rotateKeyset(between, true);
            assertThat(server.getBean(SubjectEncryptionService.class).openText(NAME.placeAt(AMNA, AMNA), name))
                    .isEqualTo("Amna");
            assertThat(MasterKeyset.parseJson(last).wrappingKeyCount()).isEqualTo(1);
        }
    }

    private static EnvironmentSettings onMariaDb(String url, String keyset) {
        return EnvironmentSettings.fromVariables(Map.of(
                "DATABASE_URL",
                url,
                "DATABASE_USER",
                MariaDbServer.USER,
                "DATABASE_PASSWORD",
                MariaDbServer.PASSWORD,
                "RAHNUMA_KEYSET",
                keyset));
    }
}
