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
import pk.rahnuma.House;
import pk.rahnuma.MariaDb;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.vault.Keyset;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.Vault;

class RotateKeysetTest {

    private static final long AMNA = 4711;
    private static final SealedColumn NAME = new SealedColumn("person", "name", "name", List.of("id"), "t.id");

    private static byte[] sealed(Vault vault) {
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
        try (House house = House.onH2().start()) {
            Path file = house.settings().data().resolve("keyset.json");
            byte[] name = sealed(house.get(Vault.class));
            byte[] before = wrapped(house.get(Jdbi.class));
            String old = Files.readString(file);
            house.stop();
            assertThat(RotateKeyset.rotate(house.settings(), false)).contains("The wrapping key is changed");
            house.start();
            assertThat(house.get(Vault.class).openText(NAME.at(AMNA, AMNA), name))
                    .isEqualTo("Amna");
            assertThat(wrapped(house.get(Jdbi.class))).isNotEqualTo(before);
            assertThat(Keyset.parse(Files.readString(file)).wrappingKeys()).isEqualTo(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            try (var files = Files.list(file.getParent())) {
                assertThat(files.map(Path::getFileName).map(Path::toString).toList())
                        .doesNotContain("keyset.json.new");
            }
            house.stop();
            Files.writeString(file, old);
            assertThatThrownBy(() -> Boot.open(house.settings())).hasMessageContaining("is not the keyset");
            Files.writeString(file, "");
        }
    }

    @Test
    void besideAServerItIsRefusedAndNothingIsChanged() throws IOException {
        try (House house = House.onH2().start()) {
            Path file = house.settings().data().resolve("keyset.json");
            String before = Files.readString(file);
            assertThatThrownBy(() -> RotateKeyset.rotate(house.settings(), false))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("another server runs");
            assertThat(Files.readString(file)).isEqualTo(before);
        }
    }

    @Test
    void withTheKeysetInTheEnvironmentItIsTwoSteps() {
        Keyset first = Keyset.generate();
        Settings before = onMariaDb(MariaDb.running().freshSchema(), first.json());
        byte[] name;
        try (Opened house = Boot.open(before)) {
            name = sealed(house.get(Vault.class));
        }
        assertThatThrownBy(() -> RotateKeyset.rotate(before, true)).hasMessageContaining("no rotation is under way");

        String both = RotateKeyset.rotate(before, false);
        Settings between = onMariaDb(before.database().url(), both);
        assertThatThrownBy(() -> RotateKeyset.rotate(between, false)).hasMessageContaining("--finish");
        try (Opened house = Boot.open(between)) {
            assertThat(house.get(Vault.class).openText(NAME.at(AMNA, AMNA), name))
                    .isEqualTo("Amna");
        }

        String last = RotateKeyset.rotate(between, true);
        for (String keyset : List.of(both, last)) {
            try (Opened house = Boot.open(onMariaDb(before.database().url(), keyset))) {
                assertThat(house.get(Vault.class).openText(NAME.at(AMNA, AMNA), name))
                        .isEqualTo("Amna");
            }
        }
        assertThat(Keyset.parse(last).wrappingKeys()).isEqualTo(1);
        assertThatThrownBy(() -> Boot.open(before)).hasMessageContaining("is not the keyset");
    }

    @Test
    void whileAServerRunsOnTheOldKeysetTheSecondStepIsRefusedAndNothingIsChanged() {
        String database = MariaDb.running().freshSchema();
        Keyset old = Keyset.generate();
        String both;
        byte[] name;
        try (House house = House.on(MariaDb.running())
                .with("DATABASE_URL", database)
                .with("RAHNUMA_KEYSET", old.json())
                .start()) {
            name = sealed(house.get(Vault.class));
            byte[] wrapped = wrapped(house.get(Jdbi.class));
            both = RotateKeyset.rotate(house.settings(), false);
            Settings between = onMariaDb(database, both);
            assertThatThrownBy(() -> RotateKeyset.rotate(between, true))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("a server still runs with the RAHNUMA_KEYSET of before")
                    .hasMessageNotContaining("\n");
            assertThat(wrapped(house.get(Jdbi.class))).isEqualTo(wrapped);
        }
        Settings between = onMariaDb(database, both);
        try (House house = House.on(MariaDb.running())
                .with("DATABASE_URL", database)
                .with("RAHNUMA_KEYSET", both)
                .start()) {
            String last = RotateKeyset.rotate(between, true);
            assertThat(house.get(Vault.class).openText(NAME.at(AMNA, AMNA), name))
                    .isEqualTo("Amna");
            assertThat(Keyset.parse(last).wrappingKeys()).isEqualTo(1);
        }
    }

    private static Settings onMariaDb(String url, String keyset) {
        return Settings.of(Map.of(
                "DATABASE_URL",
                url,
                "DATABASE_USER",
                MariaDb.USER,
                "DATABASE_PASSWORD",
                MariaDb.PASSWORD,
                "RAHNUMA_KEYSET",
                keyset));
    }
}
