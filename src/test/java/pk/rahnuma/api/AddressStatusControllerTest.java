package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.submission.SubmitApplicationAction;

class AddressStatusControllerTest {

    private static final Duration MIN_TIME = Duration.ofMillis(500);
    private static final String PROOF = "345671";
    private static final String FOUND = "application.found_by_address";

    private static final TestServer server = TestServer.onH2().shareServer();
    private static int persons;

    private final String email = "person" + ++persons + "@example.pk";

    /// Sends an application from a chat that has proved nothing.
    private static String submit(Map<String, String> contacts) {
        Map<String, Object> answers = new HashMap<>(DomainFixture.answers("39.35.2." + persons));
        answers.putAll(contacts);
        Instant now = server.getBean(Clock.class).instant();
        long sender = ApiPersons.personOf(server, ApiPersons.createPerson(server));
        return server.sql()
                .inTransaction(() -> server.getBean(SubmitApplicationAction.class)
                        .executeAll(List.of(
                                DomainFixture.createRequest(sender, new SubmitApplicationAction.In(answers), now))))
                .getFirst()
                .reference();
    }

    private static ApiClient ownerOf(IdentityKind kind, String address) {
        ApiClient owner = ApiPersons.createPerson(server);
        ApiPersons.proveAddress(server, owner, new IdentityAddress(kind, address));
        return owner;
    }

    private static ApiClient.ApiResponse look(ApiClient client, String proof) {
        return client.call(
                "POST",
                "api/v1/status/addresses",
                ApiClient.object().put("proof", proof).toString());
    }

    private static List<String> auditOf(String reference) {
        return server.sql()
                .queryList(
                        String.class,
                        "select u.what from audit u join application a on a.id = u.chain where a.reference = ? and u.what = ?",
                        reference.replace("-", ""),
                        FOUND);
    }

    @Test
    void theOwnerOfAProvedAddressFindsTheStatusBySixDigitsAndNothingElse() {
        String reference = submit(Map.of("email", email));
        ApiClient owner = ownerOf(IdentityKind.EMAIL, email);
        ApiClient.ApiResponse found = look(owner, PROOF).requireStatus(200);
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
        assertThat(found.at("/applications")).hasSize(1);
        assertThat(found.text("/applications/0/reference")).isEqualTo(reference);
        assertThat(found.text("/applications/0/status")).isEqualTo("received");
        assertThat(found.response().body()).doesNotContain("39.35.2", "Ayesha", PROOF, email);
        assertThat(auditOf(reference)).containsExactly(FOUND);
        owner.call("GET", "api/v1/applications/" + reference, null).requireStatus(404);
        assertThat(owner.call("GET", "api/v1/applications", null).at("/applications"))
                .isEmpty();
    }

    @Test
    void aProvedMobileNumberFindsAnApplicationByTheDigitsOfTheCard() {
        String mobile = "+92300765" + (4000 + persons);
        String reference = submit(Map.of("mobile", mobile));
        assertThat(look(ownerOf(IdentityKind.PHONE, mobile), PROOF).text("/applications/0/reference"))
                .isEqualTo(reference);
    }

    @Test
    void wrongDigitsAndAnAddressInNoApplicationGetTheSameAnswerAfterTheSameTime() {
        String reference = submit(Map.of("email", email));
        ApiClient owner = ownerOf(IdentityKind.EMAIL, email);
        ApiClient stranger = ownerOf(IdentityKind.EMAIL, "in.no.application." + email);
        ApiClient unproved = ApiPersons.createPerson(server);
        for (ApiClient client : List.of(owner, stranger, unproved)) {
            long begun = System.nanoTime();
            ApiClient.ApiResponse answer = look(client, client == owner ? "000000" : PROOF);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(MIN_TIME);
            answer.requireProblem(404, "not-found");
            assertThat(answer.text("/detail")).isEqualTo("No application has an address of yours and this proof.");
        }
        assertThat(auditOf(reference)).isEmpty();
    }

    @Test
    void afterFiveFailuresThePersonWaitsEvenWithTheRightDigits() {
        submit(Map.of("email", email));
        ApiClient owner = ownerOf(IdentityKind.EMAIL, email);
        for (int failure = 0; failure < 5; failure++) {
            look(owner, "11111" + failure).requireProblem(404, "not-found");
        }
        ApiClient.ApiResponse refused = look(owner, PROOF).requireStatus(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }
}
