package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.messaging.push.PushBrowser;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.vault.PersonalDataHandler;

/// Subscriptions to web push over HTTP, and the messages that follow, with a push service on this machine.
class PushSubscriptionControllerTest {

    private static final String PATH = "api/v1/notifications/push";

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_URL", "https://desk.example.pk")
            .withVariable("RAHNUMA_PUSH_LOCAL", "true")
            .startServer();

    private static String toJson(PushBrowser browser) {
        ObjectNode json = ApiClient.object();
        json.put("endpoint", browser.endpoint()).putNull("expirationTime");
        json.putObject("keys")
                .put("p256dh", browser.pushKeys().p256dh())
                .put("auth", browser.pushKeys().auth());
        return json.toString();
    }

    @Test
    void aSubscribedBrowserGetsNewsUntilItsPushServiceSaysThatItIsGone() throws Exception {
        try (PushBrowser browser = new PushBrowser()) {
            ApiClient ayesha = ApiPersons.createPerson(server);
            ApiClient.ApiResponse before = ayesha.read(PATH);
            assertThat(before.at("/available").asBoolean()).isTrue();
            assertThat(before.text("/publicKey")).hasSize(87).startsWith("B");
            assertThat(before.response().body()).endsWith("\"subscriptions\":[]}");
            assertThat(before.header("Cache-Control")).isEqualTo("no-store");
            ApiClient.ApiResponse subscribed =
                    ayesha.call("POST", PATH, toJson(browser)).requireStatus(201);
            assertThat(subscribed.text("/host")).isEqualTo("127.0.0.1");
            assertThat(subscribed.header("Location")).isEqualTo("/" + PATH + "/" + subscribed.text("/id"));

            String reference = ApiPersons.submitApplication(server, ayesha, "39.37.1.1");
            await().until(() -> browser.messages().size() == 1);
            ApiPersons.decide(server, reference, LineTransition.VERIFY);
            await().until(() -> browser.messages().size() == 2);
            assertThat(ApiClient.json(browser.messages().getFirst())
                            .path("status")
                            .asText())
                    .isEqualTo("requested");
            JsonNode message = ApiClient.json(browser.messages().getLast());
            assertThat(message.path("title").asText()).isEqualTo("Rahnuma: news of " + reference);
            assertThat(message.path("body").asText())
                    .isEqualTo("Your application " + reference
                            + ": the internet or mobile company is confirming your line.");
            assertThat(message.path("url").asText()).isEqualTo("https://desk.example.pk/en/status/" + reference);
            assertThat(message.path("status").asText()).isEqualTo("with_provider");
            assertThat(browser.lastHeaders().getFirst("Topic")).matches("[A-Za-z0-9_-]{24}");
            assertThat(exported(ayesha)).contains(browser.endpoint());

            browser.answerWith(410);
            ApiPersons.decide(server, reference, LineTransition.CONFIRM);
            await().until(() -> ayesha.read(PATH).at("/subscriptions").isEmpty());
            assertThat(browser.messages()).hasSize(3);
        }
    }

    private static String exported(ApiClient person) {
        return server.context().getBeansOfType(PersonalDataHandler.class).stream()
                .map(handler -> handler.exportData(ApiPersons.personOf(server, person)))
                .toList()
                .toString();
    }

    @Test
    void aSubscriptionIsEndedByItsOwner() {
        try (PushBrowser browser = new PushBrowser()) {
            ApiClient bilal = ApiPersons.createPerson(server);
            String id = bilal.call("POST", PATH, toJson(browser)).text("/id");
            ApiPersons.createPerson(server).delete(PATH + "/" + id).requireStatus(404);
            bilal.delete(PATH + "/" + id).requireStatus(204);
            bilal.delete(PATH + "/" + id).requireStatus(404);
            bilal.delete(PATH + "/x").requireStatus(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"endpoint\": \"https://push.example.com/a\", \"keys\": {}}",
                "{\"endpoint\": \"x\", \"keys\": {\"p256dh\": \"x\", \"auth\": \"y\"}}"
            })
    void anIncompleteSubscriptionIsRefused(String subscription) {
        ApiPersons.createPerson(server).call("POST", PATH, subscription).requireStatus(422);
    }
}
