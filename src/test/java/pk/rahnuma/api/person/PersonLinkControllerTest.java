package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

/// Links, their offers and proved addresses over HTTP.
class PersonLinkControllerTest extends EmailSignInFixture {

    private static int lines;

    /// Proves an address.
    private static ApiClient.ApiResponse prove(ApiClient client, String address) {
        awaitQuiet();
        int before = mailsTo(address).size();
        String id = start(address).body().path("id").asText();
        return post(client, "/" + id + "/code", Map.of("code", code(lastMail(address, before + 1))));
    }

    private static void awaitQuiet() {
        await().until(() ->
                server.sql().queryOne(Integer.class, "select count(*) from message where state = 'PENDING'") == 0);
    }

    /// Device that is signed in by an address, with an application.
    private static ApiClient applicant(String address) {
        ApiClient client = app(signIn(nobody(), address));
        ApiPersons.submitApplication(server, client, "39.37.1." + ++lines);
        return client;
    }

    private static int countApplications(ApiClient client) {
        return call(client, "GET", "applications").body().path("applications").size();
    }

    @Test
    void twoPersonsAreLinkedAndPartAgain() {
        String otherAddress = newAddress();
        ApiClient phone = applicant(newAddress());
        ApiClient tablet = applicant(otherAddress);
        ApiClient.ApiResponse conflict = prove(phone, otherAddress).requireProblem("other-person");
        JsonNode offer = conflict.body().path("offer");
        assertThat(offer.path("accepted").asBoolean()).isFalse();
        assertThat(offer.path("channel").asText()).isEqualTo("web");
        String path = "me/link-offers/" + offer.path("id").asText();
        call(tablet, "POST", path).requireProblem("not-found");
        call(nobody(), "GET", path).requireStatus(401);
        String key = ApiClient.newId();
        for (int i = 0; i < 2; i++) {
            ApiClient.ApiResponse done = phone.call("POST", "api/v1/" + path, null, "Idempotency-Key", key);
            assertThat(done.requireStatus(200).body().path("accepted").asBoolean())
                    .isTrue();
        }
        phone.call("POST", "api/v1/me/link-offers/1", null, "Idempotency-Key", key)
                .requireProblem("idempotency-key-reused");
        assertThat(countApplications(phone)).isEqualTo(2);
        assertThat(countApplications(tablet)).isEqualTo(2);
        assertThat(call(phone, "GET", "me").body().path("links").asInt()).isOne();

        String link = call(tablet, "GET", "me/links").text("/links/0/id");
        ApiClient stranger = applicant(newAddress());
        call(stranger, "DELETE", "me/links/" + link).requireProblem("not-found");
        call(tablet, "DELETE", "me/links/" + link).requireStatus(204);
        call(tablet, "DELETE", "me/links/" + link).requireProblem("not-found");
        assertThat(countApplications(phone)).isOne();
        assertThat(call(phone, "GET", "me/links").body().path("links")).isEmpty();
    }

    @Test
    void aChatWithoutACaseBecomesThatOfTheAddress() {
        String address = newAddress();
        ApiClient tablet = applicant(address);
        ApiClient browser = ApiPersons.createPerson(server);
        browser.sendText("hello");
        JsonNode tokens = prove(browser, address).requireStatus(200).body();
        assertThat(countApplications(app(tokens))).isOne();
        assertThat(browser.readMessages("").status()).as("a copy of its token").isEqualTo(401);
        assertThat(tablet.readMessages("").texts()).doesNotContain("hello");
    }

    @Test
    void anOfferExpiresAndIsForDevicesThatAreSignedInOnly() {
        String address = newAddress();
        applicant(address);
        ApiClient browser = ApiPersons.createPerson(server);
        ApiPersons.submitApplication(server, browser, "39.37.1." + ++lines);
        assertThat(prove(browser, address).requireProblem("other-person").body().has("offer"))
                .isFalse();

        ApiClient phone = applicant(newAddress());
        String id = prove(phone, address).requireProblem("other-person").text("/offer/id");
        call(browser, "GET", "me/link-offers/" + id).requireProblem("not-allowed");
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(10));
        call(phone, "POST", "me/link-offers/" + id).requireProblem("not-found");
    }

    @Test
    void anAddressIsRemovedUnlessItIsTheLast() {
        ApiClient phone = app(signIn(nobody(), newAddress()));
        // Addresses are listed in the order of their proofs.
        server.getBean(SteppableClock.class).advanceBy(Duration.ofSeconds(1));
        String second = newAddress();
        prove(phone, second).requireStatus(200);
        ApiClient tablet = app(signIn(nobody(), second));
        JsonNode identities = call(phone, "GET", "me/identities").body().path("identities");
        assertThat(identities).hasSize(2);
        assertThat(identities.path(1).path("address").asText()).isEqualTo("p•••@example.pk");
        String path = "me/identities/" + identities.path(1).path("id").asText();
        call(phone, "DELETE", path).requireStatus(204);
        call(phone, "DELETE", path).requireProblem("not-found");
        call(phone, "DELETE", "me/identities/" + identities.path(0).path("id").asText())
                .requireProblem("not-possible");
        assertThat(tablet.readMessages("").status()).isEqualTo(401);
        assertThat(phone.readMessages("").status()).isEqualTo(200);
        call(nobody(), "GET", "me/identities").requireStatus(401);
    }
}
