package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.faults.run.InterruptibleProxy;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SubjectEncryptionService;

class ContextBootstrapTest {

    private static final SealedColumn NAME = new SealedColumn("person", "name", 600, List.of("id"), "t.subject_id");

    /// A database that refuses is not asked again for five seconds.
    private static final Map<String, Object> ONE_TRY = Map.of("datasources.default.initialization-fail-timeout", 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void theServerStartsAndAnswersAndKeepsItsDataOverARestart(String database) throws IOException {
        TestServer.Builder plan = database.equals("H2") ? TestServer.onH2() : TestServer.onMariaDb();
        try (TestServer desk = plan.startServer()) {
            HttpURLConnection health = (HttpURLConnection)
                    desk.address().resolve("/health").toURL().openConnection();
            assertThat(health.getResponseCode()).isEqualTo(200);
            desk.getBean(SubjectEncryptionService.class).createKeys(77);
            byte[] sealed = desk.getBean(SubjectEncryptionService.class).seal(NAME.placeAt(77, 1), "Sara");
            desk.restart();
            assertThat(desk.getBean(SubjectEncryptionService.class).openText(NAME.placeAt(77, 1), sealed))
                    .isEqualTo("Sara");
        }
    }

    @Test
    void theFolderAndTheKeysetAreTheOwnersAlone() throws IOException {
        Path data = folder.resolve("deep/data");
        ContextBootstrap.openContext(settings(data)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keyset.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderOfTheDeskThatIsOpenToOthersIsClosed() throws IOException {
        Path data = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        ContextBootstrap.openContext(settings(data)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        ContextBootstrap.openContext(settings(data)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void anOpenFolderWithOtherThingsInItIsRefusedAndLeftAsItIs() throws IOException {
        Path data = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(data.resolve("letter.txt"), "of somebody else");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused(settings(data), "RAHNUMA_DATA", "chmod 700");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aDatabaseWithoutTlsIsRefusedInALineThatSaysWhatToSet() throws IOException {
        try (ServerSocket database = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> greetWithoutTls(database));
            String url = "jdbc:mysql://127.0.0.1:" + database.getLocalPort() + "/rahnuma?sslMode=verify-full";
            assertRefused(server(url, MariaDbServer.USER), "DATABASE_URL", "sslMode=disable");
        }
    }

    /// Sends the greeting of a database server without TLS (protocol version 10).
    private static void greetWithoutTls(ServerSocket database) {
        ByteBuffer greeting = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        greeting.put((byte) 10).put("8.0.40\0".getBytes(StandardCharsets.US_ASCII));
        greeting.putInt(1).put("saltsalt\0".getBytes(StandardCharsets.US_ASCII));
        greeting.putShort((short) 0xf7ff).put((byte) 45).putShort((short) 2).putShort((short) 0x00ff);
        greeting.put((byte) 21).put(new byte[10]).put("saltsaltsalt\0".getBytes(StandardCharsets.US_ASCII));
        greeting.put("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        byte[] packet = Arrays.copyOf(greeting.array(), greeting.position());
        while (!database.isClosed()) {
            try (Socket client = database.accept()) {
                client.getOutputStream().write(new byte[] {(byte) packet.length, 0, 0, 0});
                client.getOutputStream().write(packet);
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test is over, or the client has disconnected.
            }
        }
    }

    @Test
    void aCommandWorksOnTheSameDataBesideTheServer() {
        try (TestServer desk = TestServer.onH2().startServer();
                CommandContext command = ContextBootstrap.openContext(desk.settings())) {
            command.getBean(SubjectEncryptionService.class).createKeys(78);
            byte[] sealed = desk.getBean(SubjectEncryptionService.class).seal(NAME.placeAt(78, 1), "Sara");
            assertThat(command.getBean(SubjectEncryptionService.class).openText(NAME.placeAt(78, 1), sealed))
                    .isEqualTo("Sara");
        }
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        try (TestServer desk = TestServer.onH2().startServer()) {
            assertRefused(desk.settings(), "RAHNUMA_DATA", "another server runs");
        }
    }

    @Test
    void aPortInUseIsRefusedAndTheFolderIsFreeAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            EnvironmentSettings settings =
                    settings(folder, "MICRONAUT_SERVER_PORT", Integer.toString(taken.getLocalPort()));
            assertRefused(settings, "MICRONAUT_SERVER_PORT", "in use");
        }
        ContextBootstrap.startServer(settings(folder), Map.of()).close();
    }

    @Test
    void anotherKeysetIsRefused() throws IOException {
        ContextBootstrap.openContext(settings(folder)).close();
        Files.writeString(
                folder.resolve("keyset.json"), MasterKeyset.generateNew().toJson());
        assertRefused(settings(folder), "keyset.json", "is not the keyset that the data was written with");
    }

    @Test
    void aLostKeysetIsNotReplaced() throws IOException {
        ContextBootstrap.openContext(settings(folder)).close();
        Files.delete(folder.resolve("keyset.json"));
        assertRefused(settings(folder), "RAHNUMA_KEYSET", "restore a backup");
        assertThat(folder.resolve("keyset.json")).doesNotExist();
    }

    @Test
    void aBrokenKeysetIsRefusedWithoutQuotingIt() {
        EnvironmentSettings settings = settings(folder, "RAHNUMA_KEYSET", "{\"secret\":1}");
        assertRefused(settings, "RAHNUMA_KEYSET", "is not a keyset");
        assertThatThrownBy(() -> ContextBootstrap.openContext(settings)).hasMessageNotContaining("secret");
    }

    @Test
    void aDatabaseServerNeedsAKeysetAndTheErrorSaysHowToMakeOne() {
        EnvironmentSettings settings =
                settings(folder, "DATABASE_URL", MariaDbServer.sharedServer().freshSchema());
        assertRefused(settings, "RAHNUMA_KEYSET", "keyset new");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertRefused(
                server("jdbc:mysql://127.0.0.1:" + port + "/rahnuma", MariaDbServer.USER), "DATABASE_URL", "answers");
    }

    @Test
    void aDatabaseThatDoesNotAnswerAtFirstIsTriedAgain() throws IOException {
        String url = MariaDbServer.sharedServer().freshSchema();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        try (ServerSocket breaking = new ServerSocket(0);
                InterruptibleProxy database = new InterruptibleProxy(port, breaking.getLocalPort())) {
            Thread.ofVirtual().start(() -> breakOneConnection(breaking));
            String proxied = url.replace(":" + port, ":" + database.port());
            try (RunningServer started = ContextBootstrap.startServer(server(proxied, MariaDbServer.USER), Map.of())) {
                assertThat(started.context().isRunning()).isTrue();
            }
            assertThat(breaking.isClosed()).isTrue();
        }
    }

    /// Accepts a connection, and disconnects it.
    private static void breakOneConnection(ServerSocket server) {
        try (server) {
            server.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDatabaseThatRefusesTheUserOrDoesNotExistIsSaidSo() {
        String url = MariaDbServer.sharedServer().freshSchema();
        assertRefused(server(url, "nobody"), "DATABASE_USER", "refuses");
        assertRefused(server(url + "_other", MariaDbServer.USER), "DATABASE_URL", "no such database");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertRefused(settings(folder.resolve("file/data")), "RAHNUMA_DATA", "can be written");
    }

    @Test
    void tablesThatANewerVersionHasChangedAreRefusedInOneLineAndLeftAlone() {
        try (CommandContext opened = ContextBootstrap.openContext(settings(folder))) {
            opened.getBean(TestSql.class).execute("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, installed_on,
                            execution_time, success)
                    values (999, '999', 'newer', 'SQL', 'V999__newer.sql', 1, 'sa', now(), 1, true)
                    """);
        }
        assertRefused(settings(folder), "the tables are at version 999", "use the newer rahnuma.jar");
        assertRefused(settings(folder), "and this one knows up to ", "restore a backup");
    }

    @Test
    void tablesWhoseMigrationFailedAreRefused() {
        try (CommandContext opened = ContextBootstrap.openContext(settings(folder))) {
            opened.getBean(TestSql.class).execute("update flyway_schema_history set success = false");
        }
        assertRefused(settings(folder), "", "cannot be brought up to date");
    }

    private static void assertRefused(EnvironmentSettings settings, String names, String says) {
        assertThatThrownBy(() -> ContextBootstrap.startServer(settings, ONE_TRY).close())
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining(names)
                .hasMessageContaining(says)
                .hasMessageNotContaining("\n");
    }

    private EnvironmentSettings server(String url, String user) {
        return settings(
                folder,
                "DATABASE_URL",
                url,
                "DATABASE_USER",
                user,
                "DATABASE_PASSWORD",
                MariaDbServer.PASSWORD,
                "RAHNUMA_KEYSET",
                MasterKeyset.generateNew().toJson());
    }

    private static EnvironmentSettings settings(Path data, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RAHNUMA_DATA", data.toString());
        environment.put("MICRONAUT_SERVER_PORT", "0");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return EnvironmentSettings.fromVariables(environment);
    }
}
