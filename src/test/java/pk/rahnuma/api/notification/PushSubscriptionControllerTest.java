package pk.rahnuma.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.push.PushBrowser;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;
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

    private static Reference submitApplication(ApiClient person) {
        return Reference.parseText(ApiPersons.submitApplication(server, person, "39.37.1.1"))
                .orElseThrow();
    }

    private static void decide(Reference application, ApplicationTransition transition) {
        server.getBean(DecisionProposalService.class)
                .decide(
                        application,
                        new ApplicationDecision(transition),
                        "sana",
                        server.getBean(Clock.class).instant());
    }

    @Test
    void aSubscribedBrowserGetsNewsUntilItsPushServiceSaysThatItIsGone() throws Exception {
        try (PushBrowser browser = new PushBrowser()) {
            ApiClient ayesha = ApiPersons.createPerson(server);
            ApiClient.ApiResponse before = ayesha.call("GET", PATH, null);
            assertThat(before.body().path("available").asBoolean()).isTrue();
            assertThat(before.body().path("publicKey").asText()).hasSize(87).startsWith("B");
            assertThat(before.response().body()).endsWith("\"subscriptions\":[]}");
            assertThat(before.header("Cache-Control")).isEqualTo("no-store");
            JsonNode subscribed = ayesha.call("POST", PATH, toJson(browser)).body();
            assertThat(subscribed.at("/subscriptions/0/host").asText()).isEqualTo("127.0.0.1");

            Reference reference = submitApplication(ayesha);
            await().until(() -> browser.messages().size() == 1);
            decide(reference, ApplicationTransition.SCREEN);
            await().until(() -> browser.messages().size() == 2);
            JsonNode own = new ObjectMapper().readTree(browser.messages().getFirst());
            assertThat(own.path("status").asText()).isEqualTo("SUBMITTED");
            JsonNode message = new ObjectMapper().readTree(browser.messages().getLast());
            assertThat(message.path("title").asText()).isEqualTo("Rahnuma: news of " + reference.toGroupedText());
            assertThat(message.path("body").asText())
                    .isEqualTo("Your application " + reference.toGroupedText() + ": being checked for completeness.");
            assertThat(message.path("url").asText())
                    .isEqualTo("https://desk.example.pk/en/status/" + reference.toGroupedText());
            assertThat(message.path("status").asText()).isEqualTo("SCREENING");
            assertThat(browser.lastHeaders().getFirst("Topic")).matches("[A-Za-z0-9_-]{24}");
            assertThat(exported(ayesha)).contains(browser.endpoint());

            browser.answerWith(410);
            decide(reference, ApplicationTransition.VERIFY);
            await().until(() ->
                    ayesha.call("GET", PATH, null).body().path("subscriptions").isEmpty());
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
            String id = bilal.call("POST", PATH, toJson(browser))
                    .body()
                    .at("/subscriptions/0/id")
                    .asText();
            assertThat(ApiPersons.createPerson(server)
                            .call("DELETE", PATH + "/" + id, null)
                            .status())
                    .isEqualTo(404);
            assertThat(bilal.call("DELETE", PATH + "/" + id, null).status()).isEqualTo(204);
            assertThat(bilal.call("DELETE", PATH + "/" + id, null).status()).isEqualTo(404);
            assertThat(bilal.call("DELETE", PATH + "/x", null).status()).isEqualTo(404);
        }
    }

    @Test
    void anIncompleteSubscriptionIsRefused() {
        ApiClient sana = ApiPersons.createPerson(server);
        assertThat(sana.call("POST", PATH, "{}").status()).isEqualTo(422);
        assertThat(sana.call("POST", PATH, "{\"endpoint\": \"https://push.example.com/a\", \"keys\": {}}")
                        .status())
                .isEqualTo(422);
        assertThat(sana.call("POST", PATH, "{\"endpoint\": \"x\", \"keys\": {\"p256dh\": \"x\", \"auth\": \"y\"}}")
                        .status())
                .isEqualTo(422);
    }
}
