package pk.rahnuma.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.RunningServer;
import pk.rahnuma.startup.settings.EnvironmentSettings;

/// A desk on the data of an earlier version, in the middle of what people did there. `versions/30bcc45.zip` is a backup
/// that the version of that commit wrote.
class EarlierDatabaseTest {

    private static final Path BACKUP = Path.of("src/test/resources/versions/30bcc45.zip");

    /// Minutes after the backup: drafts end after 60 days.
    private static final String NOW = "2026-11-27T07:00:00Z";

    /// At question 8 of a form, in English.
    private static final String IN_A_FORM = "8bFdiW13p5cWY5-sCEc18bLFyRHJPV6n_CPOmdYsJ-A";

    /// At the menu, with a form set aside at question 4, in Urdu.
    private static final String WITH_A_DRAFT = "ske3rivT__Pl8y5Ssek9Cex9sKiv-5MjInHDojNoYUk";

    /// With an open ticket, in Roman Urdu.
    private static final String WITH_A_TICKET = "2ZiARJTjb9AMYPALCPt3Xp8VusUPhZvi8kr23LysigY";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void sessionsOfTheEarlierVersionContinue(String database) throws Exception {
        EnvironmentSettings settings = settings(database);
        RestoreCommand.restoreBackup(BACKUP, settings, new TerminalProgress(new PrintWriter(new StringWriter())));
        try (RunningServer server =
                ContextBootstrap.startServer(settings, Map.of(SteppableClock.BEGIN_PROPERTY, NOW))) {
            ApiClient inForm = ApiClient.asApp(server.localAddress(), IN_A_FORM);
            assertThat(inForm.sendText("Lahore").texts().getLast()).startsWith("Question 9 of");
            assertThat(inForm.sendText("back").texts().getLast()).startsWith("Question 8 of");

            ApiClient withDraft = ApiClient.asApp(server.localAddress(), WITH_A_DRAFT);
            ApiClient.ApiResponse menu = withDraft.sendText("مینو");
            assertThat(withDraft
                            .tapButton(
                                    menu.lastMessage(),
                                    "جاری رکھیں: وی پی این رجسٹر کروائیں (فری لانسر یا گھر سے کام) (سوال 4، کل 27)")
                            .texts()
                            .getLast())
                    .contains("سوال 4، کل");

            ApiClient withTicket = ApiClient.asApp(server.localAddress(), WITH_A_TICKET);
            assertThat(withTicket.sendText("TK7Y-EK36-KH").texts().toString()).contains("TK7Y-EK36-KH");
        }
    }

    private EnvironmentSettings settings(String database) throws Exception {
        Map<String, String> variables = new HashMap<>();
        variables.put("RAHNUMA_DATA", folder.resolve("data").toString());
        variables.put("MICRONAUT_SERVER_PORT", "0");
        // Its values are not bound to their rows.
        variables.put("RAHNUMA_SEALED_FORMAT", "2");
        if (database.equals("MariaDB")) {
            variables.put("DATABASE_URL", MariaDbServer.sharedServer().freshSchema());
            variables.put("DATABASE_USER", MariaDbServer.USER);
            variables.put("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
        }
        return EnvironmentSettings.fromVariables(variables);
    }
}
