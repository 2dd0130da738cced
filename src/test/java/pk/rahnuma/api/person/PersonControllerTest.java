package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

class PersonControllerTest {

    private static final String PATH = "api/v1/me";
    private static final String CONSENTS = PATH + "/consents";
    private static final String ERASURE = PATH + "/erasure";
    private static final String DRAFTS = "api/v1/applications/drafts";

    private static TestServer server;

    @BeforeAll
    static void open() {
        // The first question waits for the training of the classifier.
        server = TestServer.onH2().shareServer();
    }

    private static ApiClient createPerson() {
        return ApiPersons.createPerson(server);
    }

    private static String consent(String version, boolean given) {
        return ApiClient.object().put("version", version).put("given", given).toString();
    }

    private static String presentVersion(ApiClient client) {
        return client.call("GET", PATH, null).body().at("/consent/present").asText();
    }

    /// Begins a registration and answers its first question after the consent.
    private static void beginForm(ApiClient client) {
        client.post("{\"id\": \"" + ApiClient.newId() + "\", \"tap\": \"!start=register-individual\"}");
        client.sendText("yes");
        client.sendText("1");
    }

    @Test
    void theBotGoesOnInTheLanguageThatAPersonChose() {
        ApiClient person = createPerson();
        assertThat(person.call("GET", PATH, null).body().has("language")).isFalse();
        beginForm(person);
        int messages = person.readMessages("?limit=100").messages().size();
        ApiClient.ApiResponse changed = person.call("PATCH", PATH, "{\"language\": \"ur\"}");
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(changed.body().path("language").asText()).isEqualTo("ur");
        assertThat(person.readMessages("?limit=100").messages()).hasSize(messages);
        assertThat(person.call("GET", DRAFTS, null)
                        .body()
                        .at("/drafts/0/fields/0/label")
                        .asText())
                .matches("\\P{IsLatin}+");
        assertThat(person.sendText("123").lastMessage().path("text").asText()).containsPattern("\\p{IsArabic}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"language\": \"fr\"}", "{\"language\": null}", "{\"language\": 1}", "{\"name\": \"x\"}"
            })
    void anUnknownLanguageIsRefused(String body) {
        ApiClient.ApiResponse refused = createPerson().call("PATCH", PATH, body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.type()).isEqualTo("/problems/invalid");
    }

    @Test
    void aConsentIsGivenToThePresentTextAndWithdrawnWithItsDrafts() {
        ApiClient person = createPerson();
        JsonNode text = person.call("GET", CONSENTS + "/text", null).body();
        String version = text.path("version").asText();
        assertThat(text.path("text").asText()).contains("encrypted", "“My data”");
        assertThat(person.call("GET", PATH, null).body().at("/consent/valid").asBoolean())
                .isFalse();
        assertThat(person.call("POST", CONSENTS, consent("2020-01-01", true)).status())
                .isEqualTo(409);
        JsonNode given = person.call("POST", CONSENTS, consent(version, true)).body();
        assertThat(given.at("/consent/valid").asBoolean()).isTrue();
        assertThat(given.at("/consent/version").asText()).isEqualTo(version);
        assertThat(Instant.parse(given.at("/consent/given").asText())).isBeforeOrEqualTo(Instant.now());
        person.post("{\"id\": \"" + ApiClient.newId() + "\", \"tap\": \"!start=register-individual\"}");
        assertThat(person.call("GET", DRAFTS, null).body().at("/drafts/0/at").asText())
                .as("the chat does not ask again")
                .isNotEqualTo("consent");
        person.sendText("1");
        assertThat(person.call("POST", CONSENTS, consent(version, false)).status())
                .isEqualTo(409);
        JsonNode withdrawn = person.call("DELETE", CONSENTS, null).body();
        assertThat(withdrawn.at("/consent/valid").asBoolean()).isFalse();
        assertThat(withdrawn.at("/consent").has("withdrawn")).isTrue();
        assertThat(person.call("GET", DRAFTS, null).body().path("drafts")).isEmpty();
        assertThat(person.sendText("/start").status()).isEqualTo(200);
    }

    @Test
    void aRefusalDeletesTheMessages() {
        ApiClient person = createPerson();
        person.sendText("/start");
        ApiClient.ApiResponse refused = person.call("POST", CONSENTS, consent(presentVersion(person), false));
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(200);
        assertThat(refused.body().at("/consent/valid").asBoolean()).isFalse();
        assertThat(person.readMessages("?limit=100").texts()).doesNotContain("/start");
        assertThat(person.sendText("/start").status()).isEqualTo(200);
    }

    @Test
    void anErasureIsRequestedOnceAndCancelled() {
        ApiClient person = createPerson();
        person.sendText("hello");
        int before = person.readMessages("?limit=100").texts().size();
        JsonNode asked = person.call("POST", ERASURE, null).body();
        Instant due = Instant.parse(asked.at("/erasure/due").asText());
        assertThat(Duration.between(Instant.now(), due)).isBetween(Duration.ofDays(6), Duration.ofDays(7));
        assertThat(person.call("POST", ERASURE, null).body()).isEqualTo(asked);
        assertThat(person.readMessages("?limit=100").texts())
                .hasSize(before + 1)
                .last()
                .asString()
                .startsWith("An app asked us to delete everything");
        assertThat(person.call("GET", PATH, null).body()).isEqualTo(asked);
        assertThat(person.call("DELETE", ERASURE, null).body().has("erasure")).isFalse();
        ApiClient.ApiResponse again = person.call("DELETE", ERASURE, null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.type()).isEqualTo("/problems/not-possible");
    }

    @Test
    void aChangeThatIsBasedOnAnEarlierStateIsRefused() {
        ApiClient person = createPerson();
        String seen = person.call("GET", PATH, null).header("ETag");
        assertThat(person.call("GET", PATH, null, "If-None-Match", seen).status())
                .isEqualTo(304);
        ApiClient.ApiResponse changed = person.call("PATCH", PATH, "{\"language\": \"ur\"}", "If-Match", seen);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(person.call("PATCH", PATH, "{\"language\": \"en\"}", "If-Match", seen)
                        .status())
                .isEqualTo(412);
        assertThat(person.call("PATCH", PATH, "{\"language\": \"en\"}", "If-Match", changed.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(person.call("POST", ERASURE, null, "If-Match", seen).status())
                .isEqualTo(412);
        ApiClient.ApiResponse asked = person.call("POST", ERASURE, null, "If-Match", "*");
        assertThat(person.call("DELETE", CONSENTS, null, "If-Match", seen).status())
                .isEqualTo(412);
        assertThat(person.call("DELETE", ERASURE, null, "If-Match", asked.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRepeatedRequestGetsTheFirstResult() {
        ApiClient person = createPerson();
        String key = ApiClient.newId();
        JsonNode first = person.call("PATCH", PATH, "{\"language\": \"ur\"}", "Idempotency-Key", key)
                .body();
        person.call("PATCH", PATH, "{\"language\": \"en\"}");
        assertThat(person.call("PATCH", PATH, "{\"language\": \"ur\"}", "Idempotency-Key", key)
                        .body())
                .isEqualTo(first);
        assertThat(person.call("GET", PATH, null).body().path("language").asText())
                .isEqualTo("en");
    }

    @Test
    void theExportContainsTheMessages() {
        ApiClient person = createPerson();
        person.sendText("hello");
        ApiClient.ApiResponse export = person.call("GET", PATH + "/export?as=json", null);
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).contains("my-data.json");
        assertThat(export.body().at("/messages/0/text").asText()).isEqualTo("hello");
    }

    @Test
    void onlyTheOwnPersonIsShown() {
        ApiClient first = createPerson();
        ApiClient second = createPerson();
        first.call("POST", CONSENTS, consent(presentVersion(first), true));
        first.call("POST", ERASURE, null);
        JsonNode seen = second.call("GET", PATH, null).body();
        assertThat(seen.at("/consent/valid").asBoolean()).isFalse();
        assertThat(seen.has("erasure")).isFalse();
        for (String path : List.of(PATH, CONSENTS + "/text", PATH + "/export")) {
            assertThat(ApiClient.asApp(server.address(), "x".repeat(43))
                            .call("GET", path, null)
                            .status())
                    .isEqualTo(401);
        }
    }
}
