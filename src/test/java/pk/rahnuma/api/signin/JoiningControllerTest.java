package pk.rahnuma.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.api.ApiClient;

/// Joining and parting over HTTP.
class JoiningControllerTest extends EmailSignInFixture {

    /// Proves the address of another person.
    private static ApiClient.ApiResponse proveOther(ApiClient client, String address) {
        int before = mailsTo(address).size();
        String id = start(address).body().path("id").asText();
        ApiClient.ApiResponse conflict =
                post(client, "/" + id + "/code", Map.of("code", code(lastMail(address, before + 1))));
        assertThat(conflict.type()).isEqualTo("/problems/other-person");
        return conflict;
    }

    @Test
    void twoPersonsJoinAndAnAddressPartsAgain() {
        String ownAddress = newAddress();
        String otherAddress = newAddress();
        ApiClient phone = app(signIn(nobody(), ownAddress));
        phone.sendText("from the phone");
        // Addresses are listed in the order of their proofs.
        server.getBean(SteppableClock.class).advanceBy(Duration.ofSeconds(1));
        ApiClient tablet = app(signIn(nobody(), otherAddress));
        tablet.sendText("from the tablet");
        await().until(() ->
                server.sql().queryOne(Integer.class, "select count(*) from message where state = 'PENDING'") == 0);

        JsonNode offer = proveOther(phone, otherAddress).body().path("joining");
        assertThat(offer.path("state").asText()).isEqualTo("waiting");
        assertThat(offer.path("moves").path("addresses").asInt()).isOne();
        assertThat(offer.path("moves").path("devices").asInt()).isOne();
        String path = "me/joinings/" + offer.path("id").asText();
        assertThat(call(tablet, "POST", path).type())
                .as("the person who would end cannot decide it")
                .isEqualTo("/problems/not-found");
        assertThat(call(phone, "GET", path).body().path("state").asText()).isEqualTo("waiting");
        String key = ApiClient.newId();
        for (int i = 0; i < 2; i++) {
            ApiClient.ApiResponse done = phone.call("POST", "api/v1/" + path, null, "Idempotency-Key", key);
            assertThat(done.status()).as(done.response().body()).isEqualTo(200);
            assertThat(done.body().path("state").asText()).isEqualTo("done");
        }
        assertThat(phone.call("POST", "api/v1/me/joinings/1", null, "Idempotency-Key", key)
                        .type())
                .isEqualTo("/problems/idempotency-key-reused");
        assertThat(tablet.readMessages("").texts()).contains("from the phone", "from the tablet");
        assertThat(phone.readMessages("").texts()).contains("from the phone", "from the tablet");
        assertThat(call(tablet, "GET", "me/devices").body().path("devices")).hasSize(2);

        JsonNode identities = call(phone, "GET", "me/identities").body().path("identities");
        assertThat(identities).hasSize(2).allMatch(one -> one.path("parts").asBoolean());
        JsonNode parted = identities.path(1);
        assertThat(parted.path("address").asText()).isEqualTo("p•••@example.pk");
        assertThat(call(phone, "DELETE", "me/identities/" + parted.path("id").asText())
                        .status())
                .isEqualTo(204);
        assertThat(call(phone, "DELETE", "me/identities/" + parted.path("id").asText())
                        .type())
                .isEqualTo("/problems/not-found");
        assertThat(call(
                                phone,
                                "DELETE",
                                "me/identities/" + identities.path(0).path("id").asText())
                        .type())
                .as("the last one")
                .isEqualTo("/problems/not-possible");
        assertThat(tablet.readMessages("").status()).isEqualTo(401);
        assertThat(phone.readMessages("").texts()).contains("from the phone", "from the tablet");
        assertThat(app(signIn(nobody(), otherAddress)).readMessages("").texts()).doesNotContain("from the tablet");
    }

    @Test
    void anOfferToJoinExpiresAndIsForDevicesThatAreSignedInOnly() {
        String address = newAddress();
        signIn(nobody(), address);
        ApiClient browser = nobody();
        browser.sendText("hello");
        assertThat(proveOther(browser, address).body().has("joining")).isFalse();
        assertThat(call(browser, "GET", "me/identities").type()).isEqualTo("/problems/not-allowed");

        JsonNode tokens = signIn(nobody(), newAddress());
        String id = proveOther(app(tokens), address)
                .body()
                .path("joining")
                .path("id")
                .asText();
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(10));
        assertThat(call(app(tokens), "POST", "me/joinings/" + id).type()).isEqualTo("/problems/not-found");
    }
}
