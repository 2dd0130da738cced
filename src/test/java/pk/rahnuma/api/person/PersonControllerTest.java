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
        return client.read(PATH).text("/consent/present");
    }

    /// Begins a registration and answers its first question after the consent.
    private static void beginForm(ApiClient client) {
        client.tapData("!start=register-individual");
        client.sendText("yes");
        client.sendText("1");
    }

    @Test
    void theBotGoesOnInTheLanguageThatAPersonChose() {
        ApiClient person = createPerson();
        assertThat(person.read(PATH).body().has("language")).isFalse();
        beginForm(person);
        int messages = person.readMessages("?limit=100").messages().size();
        ApiClient.ApiResponse changed =
                person.call("PATCH", PATH, "{\"language\": \"ur\"}").requireStatus(200);
        assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(changed.text("/language")).isEqualTo("ur");
        assertThat(person.readMessages("?limit=100").messages()).hasSize(messages);
        assertThat(person.read(DRAFTS).text("/drafts/0/title")).matches("\\P{IsLatin}+");
        assertThat(person.sendText("123").lastText()).containsPattern("\\p{IsArabic}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"language\": \"fr\"}", "{\"language\": null}", "{\"language\": 1}", "{\"name\": \"x\"}"
            })
    void anUnknownLanguageIsRefused(String body) {
        createPerson().call("PATCH", PATH, body).requireProblem(422, "invalid");
    }

    @Test
    void aConsentIsGivenToThePresentTextAndWithdrawnWithItsDrafts() {
        ApiClient person = createPerson();
        ApiClient.ApiResponse text = person.read(CONSENTS + "/text");
        String version = text.text("/version");
        assertThat(text.text("/text")).contains("encrypted", "“My data”");
        assertThat(person.read(PATH).at("/consent/valid").asBoolean()).isFalse();
        person.call("POST", CONSENTS, consent("2020-01-01", true)).requireStatus(409);
        ApiClient.ApiResponse given = person.call("POST", CONSENTS, consent(version, true));
        assertThat(given.at("/consent/valid").asBoolean()).isTrue();
        assertThat(given.text("/consent/version")).isEqualTo(version);
        assertThat(Instant.parse(given.text("/consent/given"))).isBeforeOrEqualTo(Instant.now());
        person.tapData("!start=register-individual");
        assertThat(person.read(DRAFTS).text("/drafts/0/at"))
                .as("the chat does not ask again")
                .isNotEqualTo("consent");
        person.sendText("1");
        person.call("POST", CONSENTS, consent(version, false)).requireStatus(409);
        ApiClient.ApiResponse withdrawn = person.delete(CONSENTS);
        assertThat(withdrawn.at("/consent/valid").asBoolean()).isFalse();
        assertThat(withdrawn.at("/consent").has("withdrawn")).isTrue();
        assertThat(person.read(DRAFTS).at("/drafts")).isEmpty();
        person.sendText("/start").requireStatus(200);
    }

    @Test
    void aRefusalDeletesTheMessages() {
        ApiClient person = createPerson();
        person.sendText("/start");
        ApiClient.ApiResponse refused = person.call("POST", CONSENTS, consent(presentVersion(person), false))
                .requireStatus(200);
        assertThat(refused.at("/consent/valid").asBoolean()).isFalse();
        assertThat(person.readMessages("?limit=100").texts()).doesNotContain("/start");
        person.sendText("/start").requireStatus(200);
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
        assertThat(person.read(PATH).body()).isEqualTo(asked);
        assertThat(person.delete(ERASURE).body().has("erasure")).isFalse();
        person.delete(ERASURE).requireProblem(409, "not-possible");
    }

    @Test
    void theExportContainsTheMessages() {
        ApiClient person = createPerson();
        person.sendText("hello");
        ApiClient.ApiResponse export = person.read(PATH + "/export?as=json").requireStatus(200);
        assertThat(export.header("Content-Disposition")).contains("my-data.json");
        assertThat(export.text("/messages/0/text")).isEqualTo("hello");
    }

    @Test
    void onlyTheOwnPersonIsShown() {
        ApiClient first = createPerson();
        ApiClient second = createPerson();
        first.call("POST", CONSENTS, consent(presentVersion(first), true));
        first.call("POST", ERASURE, null);
        ApiClient.ApiResponse seen = second.read(PATH);
        assertThat(seen.at("/consent/valid").asBoolean()).isFalse();
        assertThat(seen.body().has("erasure")).isFalse();
        for (String path : List.of(PATH, CONSENTS + "/text", PATH + "/export")) {
            ApiClient.asApp(server.address(), "x".repeat(43)).read(path).requireStatus(401);
        }
    }
}
