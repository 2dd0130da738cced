package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

class SandboxStartTest {

    private static final String SANDBOX = "RAHNUMA_SANDBOX";

    static Stream<Named<Supplier<TestServer.Builder>>> servers() {
        return TestServer.builders();
    }

    /// Starts again on the same data, as a sandbox or not.
    private static void open(TestServer server, boolean sandbox) {
        Map<String, String> variables = new HashMap<>(server.settings().variables());
        variables.put(SANDBOX, Boolean.toString(sandbox));
        ContextBootstrap.openContext(EnvironmentSettings.fromVariables(variables))
                .close();
    }

    @Tag("long")
    @ParameterizedTest(name = "on {0}")
    @MethodSource("servers")
    void theDatabaseOfASandboxIsRefusedByARealDesk(Supplier<TestServer.Builder> plan) {
        try (TestServer server = plan.get().withVariable(SANDBOX, "true").startServer()) {
            server.stop();
            open(server, true);
            assertThatThrownBy(() -> open(server, false))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("belongs to a sandbox");
        }
    }

    @Tag("long")
    @ParameterizedTest(name = "on {0}")
    @MethodSource("servers")
    void theDatabaseOfARealDeskIsRefusedByASandbox(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer server = plan.get().startServer()) {
            ApiPersons.createPerson(server);
            assertThat(get(server, "").headers().firstValue("Rahnuma-Sandbox")).isEmpty();
            assertThat(get(server, "").body()).doesNotContain("id=\"sandbox\"");
            server.stop();
            assertThatThrownBy(() -> open(server, true))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("belongs to a real desk");
            open(server, false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM_BOT_TOKEN, 4242:ABCDEFGHIJKLMNOP",
        "RAHNUMA_MAIL_HOST, mail.example.pk",
        "RAHNUMA_SMS_URL, log",
        "RAHNUMA_LLM_URL, https://models.example.pk/v1",
        "RAHNUMA_FOUR_EYES, approve"
    })
    void nothingThatSendsMessagesIsSetInASandbox(String name, String value) {
        assertThatThrownBy(() -> EnvironmentSettings.fromVariables(Map.of(SANDBOX, "true", name, value)))
                .isInstanceOf(UserErrorException.class)
                .hasMessage(name + " must be unset in a sandbox (RAHNUMA_SANDBOX)");
    }

    @Test
    void everyResponseSaysThatItIsASandboxAndTheCodeOfASignInIsKnown() throws Exception {
        try (TestServer server = TestServer.onH2().withVariable(SANDBOX, "true").startServer()) {
            for (String path : new String[] {"", "nothing", "desk", "api/v1/forms", "api/v1/me", "health/readiness"}) {
                HttpResponse<String> response = get(server, path);
                assertThat(response.headers().firstValue("Rahnuma-Sandbox"))
                        .as(path)
                        .hasValue("true");
            }
            assertThat(get(server, "").body()).contains("This is a sandbox");
            assertThat(get(server, "nothing").body()).contains("This is a sandbox");
            assertThat(get(server, "desk/sign-in").body()).contains("Sandbox: test data only");
            ApiClient app = ApiClient.asBrowser(server.address());
            ApiClient.ApiResponse started =
                    app.call("POST", "api/v1/sign-in", "{\"by\": \"email\", \"address\": \"ayesha@example.pk\"}");
            assertThat(started.status()).isEqualTo(202);
            assertThat(app.call(
                                    "POST",
                                    "api/v1/sign-in/"
                                            + started.body().path("id").asText() + "/code",
                                    "{\"code\": \"123456\"}")
                            .status())
                    .isEqualTo(200);
            server.stop();
            assertThatThrownBy(() -> open(server, false)).hasMessageContaining("belongs to a sandbox");
        }
    }

    private static HttpResponse<String> get(TestServer server, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.address().resolve("/" + path))
                            .header("Accept", "text/html, */*")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
