package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSettingsTest {

    @Test
    void withoutAnythingSetItIsAnEmbeddedDatabaseUnderDataAndAssistance() {
        EnvironmentSettings settings =
                EnvironmentSettings.fromVariables(Map.of("RAHNUMA_MODE", " ", "DATABASE_URL", ""));
        assertThat(settings.database().embedded()).isTrue();
        assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.variables()).isEmpty();
        assertThat(settings.port()).isEqualTo(8080);
    }

    @Test
    void aDeskBehindAProxyListensOnThisMachineAloneUnlessTheOperatorSaysWhere() {
        assertThat(EnvironmentSettings.fromVariables(Map.of()).bindAddress()).isEmpty();
        assertThat(EnvironmentSettings.fromVariables(Map.of("RAHNUMA_API_BEHIND_PROXY", "true"))
                        .bindAddress())
                .contains("127.0.0.1");
        assertThat(EnvironmentSettings.fromVariables(
                                Map.of("RAHNUMA_API_BEHIND_PROXY", "true", "MICRONAUT_SERVER_HOST", "10.0.0.5"))
                        .bindAddress())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MICRONAUT_SERVER_HOST,0.0.0.0",
        "MICRONAUT_SERVER_HOST,10.0.0.5",
        "RAHNUMA_API_BEHIND_PROXY,true",
        "RAHNUMA_URL,https://desk.example.pk",
        "RAHNUMA_URL,http://localhost.example.pk"
    })
    void aDeskForTryingThatOtherMachinesReachIsRefused(String name, String value) {
        EnvironmentSettings settings = EnvironmentSettings.fromVariables(Map.of(name, value));
        assertThatThrownBy(settings::toTrialProperties)
                .isInstanceOf(UserErrorException.class)
                .hasMessageContainingAll(name + " must be unset", "RAHNUMA_OPERATOR_NAME")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aDeskForTryingListensOnThisMachineAlone() {
        assertThat(EnvironmentSettings.fromVariables(
                                Map.of("MICRONAUT_SERVER_HOST", "localhost", "RAHNUMA_URL", "http://localhost:8080"))
                        .toTrialProperties())
                .containsEntry("micronaut.server.host", "127.0.0.1")
                .containsEntry("rahnuma.trial", true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RAHNUMA_API_PROXIES   | 10.0.0.0/33                  | 10.0.0.0/24
            RAHNUMA_API_PROXIES   | 10.0.0.7/24                  | 10.0.0.0/24
            RAHNUMA_API_PROXIES   | proxy.example.pk             | 10.0.0.0/24
            RAHNUMA_API_PROXIES   | ,                            | 10.0.0.0/24
            TELEGRAM_API_URL      | localhost:8081               | http://localhost:8081
            TELEGRAM_API_URL      | ftp://localhost              | http://localhost:8081
            TELEGRAM_API_URL      | https://proxy.example/bots   | without a path
            TELEGRAM_API_URL      | mailto:bot@example.com       | without a path
            RAHNUMA_LLM_URL       | http://models.example.pk/v1  | an https address
            RAHNUMA_LLM_URL       | http://127.0.0.1.example.pk/v1 | an https address
            RAHNUMA_LLM_URL       | http://10.0.0.7/v1           | an https address
            RAHNUMA_LLM_URL       | https://a:b@models.example.pk | an https address
            RAHNUMA_LLM_URL       | ftp://127.0.0.1/v1           | an https address
            RAHNUMA_LLM_TIMEOUT   | 2m                           | from 1s to 1m
            RAHNUMA_LLM_DAILY_REQUESTS | 0                       | from 1 to 1000000
            RAHNUMA_HOLIDAYS      | 25.12.2026                   | 2026-12-25
            RAHNUMA_HOLIDAYS      | 2026-12-25;2027-03-23        | 2026-12-25
            RAHNUMA_HOLIDAYS      | 2026-12-25,2027-02-30        | 2026-12-25
            RAHNUMA_HOLIDAYS      | ,                            | 2026-12-25
            RAHNUMA_FOUR_EYES     | approve,all                  | among ask
            RAHNUMA_FOUR_EYES     | lapse                        | among ask
            DATABASE_URL          | jdbc:postgresql://localhost/x | jdbc:mysql://host:3306/database
            DATABASE_URL          | jdbc:mysql://localhost       | jdbc:mysql://host:3306/database
            DATABASE_URL          | localhost                    | jdbc:mysql://host:3306/database
            DATABASE_URL          | jdbc:mysql://one,two/x       | jdbc:mysql://host:3306/database
            RAHNUMA_DATA          | a;b                          | folder
            BOT_SCRIPTS           | /does/not/exist              | existing folder
            MICRONAUT_SERVER_PORT | 65536                        | 0 to 65535
            MICRONAUT_SERVER_PORT | -1                           | 0 to 65535
            MICRONAUT_SERVER_PORT | http                         | 0 to 65535
            OTEL_EXPORTER_OTLP_ENDPOINT | localhost:4318         | http://localhost:4318
            OTEL_EXPORTER_OTLP_ENDPOINT | not an address         | http://localhost:4318
            """)
    void aWrongValueIsRefusedInOneLineThatNamesTheSettingAndWhatIsExpected(String name, String value, String expected) {
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of(name, value)))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "desk.example.pk",
                "http://desk.example.pk",
                "https://desk.example.pk/hook",
                "https://a:b@desk.example.pk",
                "https://desk example.pk"
            })
    void aWebhookNeedsTheDesksOwnHttpsAddressAndABot(String url) {
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(
                        Map.of("TELEGRAM_BOT_TOKEN", "4242:ABCDEFGHIJKLMNOP", "TELEGRAM_WEBHOOK_URL", url)))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("TELEGRAM_WEBHOOK_URL must ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() ->
                        EnvironmentSettings.fromVariables(Map.of("TELEGRAM_WEBHOOK_URL", "https://desk.example.pk")))
                .hasMessageContaining("TELEGRAM_BOT_TOKEN");
    }

    @Test
    void secretsAreNotQuoted() {
        EnvironmentSettings settings = EnvironmentSettings.fromVariables(Map.of(
                "TELEGRAM_BOT_TOKEN", "123:SECRETSECRETSECRET",
                "DATABASE_URL", "jdbc:mysql://db.example:3307/rahnuma?password=SECRET",
                "DATABASE_PASSWORD", "SECRET",
                "RAHNUMA_METRICS_TOKEN", "SECRETSECRETSECRET",
                "RAHNUMA_KEYSET", "SECRET"));
        assertThat(settings.toString()).doesNotContain("SECRET").contains("db.example:3307/rahnuma");
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of("DATABASE_URL", "jdbc:mysql://root:SECRET@")))
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void anOptionThatTheOperatorWroteWins() {
        assertThat(databaseUrl("jdbc:mysql://db/rahnuma?sslMode=VERIFY_CA&socketTimeout=1"))
                .isEqualTo("jdbc:mysql://db/rahnuma?sslMode=VERIFY_CA&socketTimeout=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:mysql://db.example.pk:3306/rahnuma              | sslMode=VERIFY_IDENTITY | sslMode=DISABLED
            jdbc:mysql://localhost.example.pk/rahnuma            | sslMode=VERIFY_IDENTITY | sslMode=DISABLED
            jdbc:mysql://127.0.0.1.example.pk/rahnuma            | sslMode=VERIFY_IDENTITY | sslMode=DISABLED
            jdbc:mysql://localhost:x@db.example.pk/rahnuma       | sslMode=VERIFY_IDENTITY | sslMode=DISABLED
            jdbc:mysql://my_db:3306/rahnuma                      | sslMode=VERIFY_IDENTITY | sslMode=DISABLED
            jdbc:mysql://db.example.pk/rahnuma?sslMode=disable   | sslMode=DISABLED        | VERIFY
            jdbc:mysql://db.example.pk/rahnuma?sslMode=verify-ca | sslMode=VERIFY_CA       | verify
            jdbc:mysql://db.example.pk/rahnuma?useSSL=true       | useSSL=true             | sslMode
            jdbc:mysql://localhost:3306/rahnuma                  | sslMode=DISABLED        | VERIFY
            jdbc:mysql://127.0.0.1/rahnuma                       | sslMode=DISABLED        | VERIFY
            jdbc:mariadb://db.example.pk:3306/rahnuma            | sslMode=verify-full     | sslMode=disable
            jdbc:mariadb://db.example.pk/rahnuma?sslMode=disable | sslMode=disable         | verify-full
            jdbc:mariadb://127.0.0.1/rahnuma                     | sslMode=disable         | verify-full
            """)
    void aDatabaseElsewhereMustProveWhoItIsUnlessTheAddressSaysOtherwise(String given, String has, String hasNot) {
        assertThat(databaseUrl(given)).contains(has).doesNotContain(hasNot);
    }

    @Test
    void theSchemeOfTheAddressNamesTheDriver() {
        assertThat(database("jdbc:mysql://db/rahnuma").environments()).containsExactly("mysql");
        assertThat(database("jdbc:mariadb://db/rahnuma").environments()).containsExactly("mariadb");
        assertThatThrownBy(() -> databaseUrl("jdbc:mysql://db/rahnuma?serverSslCert=/ca.pem"))
                .hasMessageContaining("begin the address with jdbc:mariadb://");
    }

    private static String databaseUrl(String given) {
        DatabaseAddress address = database(given);
        return address.url() + "?" + address.options();
    }

    private static DatabaseAddress database(String given) {
        return EnvironmentSettings.fromVariables(Map.of("DATABASE_URL", given)).database();
    }
}
