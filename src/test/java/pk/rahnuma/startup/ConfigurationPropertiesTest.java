package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestSql;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decision.FourEyesConfiguration;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.telegram.send.TelegramConfiguration;
import pk.rahnuma.ticket.SlaConfiguration;

/// Settings pass from variables through `application.yml` into their records; a wrong one is refused before.
class ConfigurationPropertiesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RAHNUMA_MODE            | registry                  | must be assistance or authority
            TELEGRAM_BOT_TOKEN      | 12345                     | must be the token that @BotFather gave, of the form 123456789:AbC-dEf_...
            TELEGRAM_BOT_TOKEN      | abc:ABCDEFGHIJKLMNOP      | must be the token that @BotFather gave, of the form 123456789:AbC-dEf_...
            TELEGRAM_WEBHOOK_SECRET | too-short                 | must be 16 to 256 letters, digits, _ or -, known to no one else (the value is not shown)
            TELEGRAM_WEBHOOK_SECRET | a secret with spaces      | must be 16 to 256 letters, digits, _ or -, known to no one else (the value is not shown)
            TELEGRAM_WEBHOOK_SECRET | ' '                       | must be 16 to 256 letters, digits, _ or -, known to no one else (the value is not shown)
            RAHNUMA_METRICS_TOKEN   | too-short                 | must be 16 to 256 letters, digits, _ or -, known to no one else (the value is not shown)
            RAHNUMA_LLM_MODEL       | ' '                       | must be the name of a model at RAHNUMA_LLM_URL, without spaces
            RAHNUMA_LLM_KEY         | a key with spaces         | must be the key of the endpoint, without spaces (the value is not shown)
            RAHNUMA_METRICS_TOKEN   | a token with spaces in it | must be 16 to 256 letters, digits, _ or -, known to no one else (the value is not shown)
            """)
    void aWrongValueIsRefusedInItsLineBeforeADatabaseIsMade(String name, String value, String line) {
        Map<String, String> variables = new HashMap<>(Map.of(name, value));
        if (name.equals("TELEGRAM_WEBHOOK_SECRET")) {
            variables.put("TELEGRAM_BOT_TOKEN", "4242:ABCDEFGHIJKLMNOP");
            variables.put("TELEGRAM_WEBHOOK_URL", "https://desk.example.pk");
        }
        if (name.startsWith("RAHNUMA_LLM")) {
            variables.put("RAHNUMA_LLM_URL", "http://127.0.0.1:11434/v1");
            variables.putIfAbsent("RAHNUMA_LLM_MODEL", "small");
        }
        assertThatThrownBy(() -> ContextBootstrap.openContext(settings(variables)))
                .isInstanceOf(UserErrorException.class)
                .hasMessage(name + " " + line);
        assertThat(DatabaseAddress.databaseFile(folder)).doesNotExist();
    }

    @Test
    void blankVariablesTakeTheirDefaults() {
        try (CommandContext context =
                ContextBootstrap.openContext(settings(Map.of("RAHNUMA_MODE", " ", "RAHNUMA_HOLIDAYS", " ")))) {
            assertThat(context.getBean(OperatingMode.class)).isEqualTo(OperatingMode.ASSISTANCE);
            assertThat(context.getBean(WorkingCalendar.class).holidays()).isEmpty();
            assertThat(context.getBean(FourEyesConfiguration.class).isUsed()).isFalse();
            assertThat(context.context().containsBean(TelegramConfiguration.class))
                    .isFalse();
        }
    }

    @Test
    void valuesReachTheirRecords() {
        try (CommandContext context = ContextBootstrap.openContext(settings(Map.of(
                "RAHNUMA_MODE", "authority",
                "RAHNUMA_HOLIDAYS", "2026-12-25, 2027-03-23",
                "RAHNUMA_FOUR_EYES", "approve, refuse-change",
                "RAHNUMA_SUPPORT_FIRST", "30m, 2h, 1d",
                "TELEGRAM_BOT_TOKEN", "4242:ABCDEFGHIJKLMNOP",
                "TELEGRAM_API_URL", "http://localhost:8081/")))) {
            assertThat(context.getBean(OperatingMode.class)).isEqualTo(OperatingMode.AUTHORITY);
            assertThat(context.getBean(WorkingCalendar.class).holidays())
                    .containsExactlyInAnyOrder(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 3, 23));
            assertThat(context.getBean(FourEyesConfiguration.class).fourEyes())
                    .containsExactly("approve", "refuse-change");
            assertThat(context.getBean(SlaConfiguration.class).first())
                    .containsExactly(Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofDays(1));
            assertThat(context.getBean(TelegramConfiguration.class).apiUrl()).hasToString("http://localhost:8081");
        }
    }

    @Test
    void ofOtherVariablesOnlyThoseOfTheFrameworkReachIt() {
        try (CommandContext context = ContextBootstrap.openContext(settings(Map.of(
                "MICRONAUT_SERVER_HOST", "127.0.0.1",
                "ENDPOINTS_ALL_ENABLED", "true",
                "DATASOURCES_DEFAULT_PASSWORD", "${x}")))) {
            Environment properties = context.context().getEnvironment();
            assertThat(properties.getProperty("micronaut.server.host", String.class))
                    .contains("127.0.0.1");
            assertThat(properties.getProperty("endpoints.all.enabled", boolean.class))
                    .contains(false);
            assertThat(properties.getProperty("datasources.default.password", String.class))
                    .contains("");
        }
    }

    /// H2 would write the statement and its values into a file that nobody looks after.
    @Test
    void aFailedStatementLeavesNoTraceBesideTheEmbeddedDatabase() {
        try (CommandContext context = ContextBootstrap.openContext(settings(Map.of()))) {
            TestSql sql = context.getBean(TestSql.class);
            assertThatThrownBy(() -> sql.execute("update conversation set no_such_column = 1"));
            assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".trace.db"));
        }
    }

    private EnvironmentSettings settings(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("RAHNUMA_DATA", folder.toString());
        return EnvironmentSettings.fromVariables(environment);
    }
}
