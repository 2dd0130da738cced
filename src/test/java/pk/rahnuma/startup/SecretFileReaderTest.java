package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileReaderTest {

    @TempDir
    private Path folder;

    @Test
    void readsEachSecretFromItsFileWithoutTheNewlineAtItsEnd() throws IOException {
        EnvironmentSettings settings = EnvironmentSettings.fromVariables(Map.of(
                "DATABASE_URL",
                "jdbc:mysql://127.0.0.1/rahnuma",
                "DATABASE_PASSWORD_FILE",
                file("DATABASE_PASSWORD", " a pass word \r\n"),
                "RAHNUMA_KEYSET_FILE",
                file("RAHNUMA_KEYSET", "{\"keys\":1}\n"),
                "TELEGRAM_BOT_TOKEN_FILE",
                file("TELEGRAM_BOT_TOKEN", "4242:ABCDEFGHIJKLMNOP\n"),
                "TELEGRAM_WEBHOOK_URL",
                "https://desk.example.pk",
                "TELEGRAM_WEBHOOK_SECRET_FILE",
                file("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-desk\n"),
                "RAHNUMA_METRICS_TOKEN_FILE",
                file("RAHNUMA_METRICS_TOKEN", "a-token-of-the-metrics\n")));
        assertThat(settings.database().password()).isEqualTo(" a pass word ");
        assertThat(settings.keyset()).contains("{\"keys\":1}");
        assertThat(settings.variables())
                .containsEntry("TELEGRAM_BOT_TOKEN", "4242:ABCDEFGHIJKLMNOP")
                .containsEntry("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-desk")
                .containsEntry("RAHNUMA_METRICS_TOKEN", "a-token-of-the-metrics");
    }

    @Test
    void refusesASecretThatIsSetTwice() throws IOException {
        Map<String, String> both = Map.of(
                "RAHNUMA_METRICS_TOKEN",
                "a-token-of-the-metrics",
                "RAHNUMA_METRICS_TOKEN_FILE",
                file("token", "a-token-of-the-metrics"));
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(both))
                .isInstanceOf(UserErrorException.class)
                .hasMessage("RAHNUMA_METRICS_TOKEN and RAHNUMA_METRICS_TOKEN_FILE are both set: set one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "toolong"})
    void refusesAFileWithoutASecretAndQuotesNothingOfIt(String content) throws IOException {
        String file = file("token", content.equals("toolong") ? "toolong".repeat(10_000) : content);
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of("RAHNUMA_METRICS_TOKEN_FILE", file)))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("RAHNUMA_METRICS_TOKEN_FILE must name a file")
                .hasMessageNotContaining("toolong");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of(
                        "RAHNUMA_METRICS_TOKEN_FILE", folder.resolve("none").toString())))
                .isInstanceOf(UserErrorException.class)
                .hasMessageStartingWith("RAHNUMA_METRICS_TOKEN_FILE");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
