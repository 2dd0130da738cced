package pk.rahnuma.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SubjectEncryptionService;

class RotateKeysetCommandTest {

    private static final long AMNA = 4711;
    private static final SealedColumn NAME = new SealedColumn("person", "name", "name", List.of("id"), "t.id");

    private static byte[] sealed(SubjectEncryptionService vault) {
        vault.create(AMNA);
        return vault.seal(NAME.at(AMNA, AMNA), "Amna");
    }

    private static byte[] wrapped(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select wrapped_key from subject where id = :id")
                .bind("id", AMNA)
                .mapTo(byte[].class)
                .one());
    }

    @Test
    void withTheKeysetInItsFileItIsOneStepAfterWhichAllIsReadWithTheNewKeyAlone() throws IOException {
        try (TestServer house = TestServer.onH2().start()) {
            Path file = house.settings().data().resolve("keyset.json");
            byte[] name = sealed(house.get(SubjectEncryptionService.class));
            byte[] before = wrapped(house.get(Jdbi.class));
            String old = Files.readString(file);
            house.stop();
            assertThat(RotateKeysetCommand.rotate(house.settings(), false)).contains("The wrapping key is changed");
            house.start();
            assertThat(house.get(SubjectEncryptionService.class).openText(NAME.at(AMNA, AMNA), name))
                    .isEqualTo("Amna");
            assertThat(wrapped(house.get(Jdbi.class))).isNotEqualTo(before);
            assertThat(MasterKeyset.parse(Files.readString(file)).wrappingKeys())
                    .isEqualTo(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            try (var files = Files.list(file.getParent())) {
                assertThat(files.map(Path::getFileName).map(Path::toString).toList())
                        .doesNotContain("keyset.json.new");
            }
            house.stop();
            Files.writeString(file, old);
            assertThatThrownBy(() -> ContextBootstrap.open(house.settings())).hasMessageContaining("is not the keyset");
            Files.writeString(file, "");
        }
    }

    @Test
    void besideAServerItIsRefusedAndNothingIsChanged() throws IOException {
        try (TestServer house = TestServer.onH2().start()) {
            Path file = house.settings().data().resolve("keyset.json");
            String before = Files.readString(file);
            assertThatThrownBy(() -> RotateKeysetCommand.rotate(house.settings(), false))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("another server runs");
            assertThat(Files.readString(file)).isEqualTo(before);
        }
    }

    @Test
    void withTheKeysetInTheEnvironmentItIsTwoSteps() {
        MasterKeyset first = MasterKeyset.generate();
        EnvironmentSettings before = onMariaDb(MariaDbServer.running().freshSchema(), first.json());
        byte[] name;
        try (CommandContext house = ContextBootstrap.open(before)) {
            name = sealed(house.get(SubjectEncryptionService.class));
        }
        assertThatThrownBy(() -> RotateKeysetCommand.rotate(before, true))
                .hasMessageContaining("no rotation is under way");

        String both = RotateKeysetCommand.rotate(before, false);
        EnvironmentSettings between = onMariaDb(before.database().url(), both);
        assertThatThrownBy(() -> RotateKeysetCommand.rotate(between, false)).hasMessageContaining("--finish");
        try (CommandContext house = ContextBootstrap.open(between)) {
            assertThat(house.get(SubjectEncryptionService.class).openText(NAME.at(AMNA, AMNA), name))
                    .isEqualTo("Amna");
        }

        String last = RotateKeysetCommand.rotate(between, true);
        for (String keyset : List.of(both, last)) {
            try (CommandContext house =
                    ContextBootstrap.open(onMariaDb(before.database().url(), keyset))) {
                assertThat(house.get(SubjectEncryptionService.class).openText(NAME.at(AMNA, AMNA), name))
                        .isEqualTo("Amna");
            }
        }
        assertThat(MasterKeyset.parse(last).wrappingKeys()).isEqualTo(1);
        assertThatThrownBy(() -> ContextBootstrap.open(before)).hasMessageContaining("is not the keyset");
    }

    @Test
    void whileAServerRunsOnTheOldKeysetTheSecondStepIsRefusedAndNothingIsChanged() {
        String database = MariaDbServer.running().freshSchema();
        MasterKeyset old = MasterKeyset.generate();
        String both;
        byte[] name;
        try (TestServer house = TestServer.on(MariaDbServer.running())
                .with("DATABASE_URL", database)
                .with("RAHNUMA_KEYSET", old.json())
                .start()) {
            name = sealed(house.get(SubjectEncryptionService.class));
            byte[] wrapped = wrapped(house.get(Jdbi.class));
            both = RotateKeysetCommand.rotate(house.settings(), false);
            EnvironmentSettings between = onMariaDb(database, both);
            assertThatThrownBy(() -> RotateKeysetCommand.rotate(between, true))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageStartingWith("a server still runs with the RAHNUMA_KEYSET of before")
                    .hasMessageNotContaining("\n");
            assertThat(wrapped(house.get(Jdbi.class))).isEqualTo(wrapped);
        }
        EnvironmentSettings between = onMariaDb(database, both);
        try (TestServer house = TestServer.on(MariaDbServer.running())
                .with("DATABASE_URL", database)
                .with("RAHNUMA_KEYSET", both)
                .start()) {
            String last = RotateKeysetCommand.rotate(between, true);
            assertThat(house.get(SubjectEncryptionService.class).openText(NAME.at(AMNA, AMNA), name))
                    .isEqualTo("Amna");
            assertThat(MasterKeyset.parse(last).wrappingKeys()).isEqualTo(1);
        }
    }

    private static EnvironmentSettings onMariaDb(String url, String keyset) {
        return EnvironmentSettings.of(Map.of(
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
