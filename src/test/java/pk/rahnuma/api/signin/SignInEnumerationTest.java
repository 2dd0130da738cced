package pk.rahnuma.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.StatementLog;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.identity.PersonIdentityRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Signing in tells by no response, and by no work of the desk, who uses it. Guesses are counted by address and by
/// network.
class SignInEnumerationTest {

    private static TestServer server;

    @BeforeAll
    static void open() {
        // Nothing answers there: the codes of these tests need not arrive.
        server = TestServer.onH2()
                .withVariable("RAHNUMA_API_BEHIND_PROXY", "true")
                .withVariable("RAHNUMA_MAIL_HOST", "127.0.0.1")
                .withVariable("RAHNUMA_MAIL_PORT", "1")
                .withVariable("RAHNUMA_MAIL_FROM", "desk@example.pk")
                .withVariable("RAHNUMA_MAIL_SECURITY", "none")
                .withVariable("RAHNUMA_SMS_URL", "log")
                .withProperty("rahnuma.api.sign-ins", 10)
                .startServer();
    }

    /// A response, and the statements and commits of its request; a statement outside of a transaction commits itself.
    private record Observation(ApiClient.ApiResponse response, List<String> work) {

        /// Asserts that nothing but random values tells two requests apart.
        void requireLike(Observation other) {
            assertThat(response.status()).isEqualTo(other.response().status());
            assertThat(response.body().properties().stream().map(Map.Entry::getKey))
                    .containsExactlyElementsOf(other.response().body().properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
            assertThat(response.type()).isEqualTo(other.response().type());
            assertThat(work).isEqualTo(other.work()).hasSizeGreaterThan(1);
        }
    }

    private static Observation observe(String network, String path, ObjectNode body, String... headers) {
        try (StatementLog log = StatementLog.open()) {
            ApiClient.ApiResponse response = send(network, path, body, headers);
            return new Observation(response, log.ofThreadWith(headers.length == 0 ? "sign_in" : "request_log"));
        }
    }

    private static ApiClient.ApiResponse send(String network, String path, ObjectNode body, String... headers) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.send(
                client.requestTo("api/v1/sign-in" + path)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .header("X-Forwarded-For", network),
                true,
                headers);
    }

    private static ObjectNode begin(String by, String address) {
        return ApiClient.object().put("by", by).put("address", address);
    }

    private static ObjectNode code(String code) {
        return ApiClient.object().put("code", code);
    }

    private static void makeKnown(IdentityKind kind, String address) {
        long person = ApiPersons.personOf(server, ApiPersons.createPerson(server));
        server.sql()
                .inTransaction(() -> server.getBean(PersonIdentityRepository.class)
                        .saveProved(
                                person,
                                IdentityAddress.parseText(kind, address).orElseThrow(),
                                server.getBean(Clock.class).instant()));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, email, known@example.pk, unknown@example.pk, 39.40.1.1",
        "PHONE, sms, 0300 4000001, 0300 4000002, 39.40.1.2"
    })
    void anAddressOfAPersonAndAnotherAreTreatedAlike(
            IdentityKind kind, String by, String known, String unknown, String network) {
        // The first SMS of a day adds its row.
        send(network, "", begin("sms", "0300 4000000"));
        makeKnown(kind, known);
        Observation one = observe(network, "", begin(by, known));
        Observation two = observe(network, "", begin(by, unknown));
        assertThat(one.response().status()).isEqualTo(202);
        one.requireLike(two);

        Observation oneGuess = observe(network, path(one), code("000000"));
        Observation twoGuess = observe(network, path(two), code("000000"));
        assertThat(oneGuess.response().type()).isEqualTo("/problems/wrong-code");
        oneGuess.requireLike(twoGuess);
    }

    @Test
    void anAddressOfAPersonAndAnotherAreTreatedAlikeWithAKey() {
        makeKnown(IdentityKind.EMAIL, "known-key@example.pk");
        String[] one = {"Idempotency-Key", UUID.randomUUID().toString()};
        String[] two = {"Idempotency-Key", UUID.randomUUID().toString()};
        for (int i = 0; i < 2; i++) {
            observe("39.40.1.3", "", begin("email", "known-key@example.pk"), one)
                    .requireLike(observe("39.40.1.3", "", begin("email", "unknown-key@example.pk"), two));
        }
        String started = path(observe("39.40.1.4", "", begin("email", "known-key@example.pk")));
        String other = path(observe("39.40.1.4", "", begin("email", "unknown-key@example.pk")));
        Observation guess = observe("39.40.1.4", started, code("000000"), one);
        assertThat(guess.response().type()).isEqualTo("/problems/idempotency-key-reused");
        guess.requireLike(observe("39.40.1.4", other, code("000000"), two));
        String[] three = {"Idempotency-Key", UUID.randomUUID().toString()};
        String[] four = {"Idempotency-Key", UUID.randomUUID().toString()};
        guess = observe("39.40.1.4", started, code("000000"), three);
        assertThat(guess.response().type()).isEqualTo("/problems/wrong-code");
        guess.requireLike(observe("39.40.1.4", other, code("000000"), four));
    }

    private static String path(Observation started) {
        return "/" + started.response().body().path("id").asText() + "/code";
    }

    private static ObjectNode recovery(String reference, String proof, String by) {
        return ApiClient.object()
                .put("reference", reference)
                .put("proof", proof)
                .put("by", by);
    }

    /// A right proof leads to more work, for the code. The response comes after the same time, which the delay of the
    /// status
    /// gives it: `PersonSignInControllerTest`.
    @Test
    void aWrongProofAndAnUnknownReferenceAreTreatedAlike() {
        String reference = ApiPersons.submitApplication(server, ApiPersons.createPerson(server), "39.34.1.1");
        String unknown = Reference.forApplication(RandomGenerator.getDefault()).toGroupedText();
        Observation one = observe("39.40.2.1", "/recovery", recovery(reference, "000000", "email"));
        Observation two = observe("39.40.2.1", "/recovery", recovery(unknown, "000000", "email"));
        assertThat(one.response().status()).isEqualTo(202);
        one.requireLike(two);
        observe("39.40.2.1", path(one), code("000000")).requireLike(observe("39.40.2.1", path(two), code("000000")));
    }

    @Test
    void guessesAtManyAddressesCountForTheirNetwork() {
        for (int i = 0; i < 5; i++) {
            ApiClient.ApiResponse started = send("39.41.1." + i, "", begin("email", "victim" + i + "@example.pk"));
            assertThat(started.status()).isEqualTo(202);
        }
        int guesses = 0;
        ApiClient.ApiResponse guess;
        do {
            guess = send("39.41.2.1", "/" + ++guesses + "/code", code("000000"));
        } while (guess.status() == 422);
        assertThat(guess.status()).isEqualTo(429);
        assertThat(guesses).isEqualTo(11);
        assertThat(send("39.41.3.1", "/1/code", code("000000")).status())
                .as("another network")
                .isEqualTo(422);
    }

    /// All networks together have a hundred tries here.
    @Test
    void madeUpSignInsOfManyNetworksKeepNoOneFromSigningIn() {
        for (int network = 0; network < 12; network++) {
            for (int i = 0; i < 10; i++) {
                assertThat(send("39.45." + network + ".1", "/1/code", code("000000"))
                                .status())
                        .isEqualTo(422);
            }
        }
        String id = send("39.46.1.1", "", begin("email", "free@example.pk"))
                .body()
                .path("id")
                .asText();
        assertThat(sendRightCode("39.46.1.1", id).status()).isEqualTo(200);
    }

    @Test
    void guessesFromManyNetworksAreBoundedByTheCodesOfTheirAddress() {
        String victim = "victim@example.pk";
        for (int network = 0; network < 4; network++) {
            String from = "39.42." + network + ".1";
            String id = send(from, "", begin("email", victim)).body().path("id").asText();
            for (int i = 0; i < 5; i++) {
                assertThat(send(from, "/" + id + "/code", code("00000" + i)).type())
                        .isEqualTo("/problems/wrong-code");
            }
            assertThat(sendRightCode(from, id).type()).as("a sixth try").isEqualTo("/problems/wrong-code");
        }
        String id =
                send("39.43.1.1", "", begin("email", victim)).body().path("id").asText();
        assertThat(sendRightCode("39.43.1.1", id).status()).isEqualTo(200);

        String unsent =
                send("39.43.2.1", "", begin("email", victim)).body().path("id").asText();
        assertThat(server.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from person_sign_in where id = ? and code_hash is null",
                                Long.parseLong(unsent)))
                .as("a sixth code in an hour")
                .isOne();
    }

    @Test
    void aNetworkRequestsOnlySomeOfTheCodesOfAnAddress() {
        String victim = "begun@example.pk";
        for (int i = 0; i < 4; i++) {
            assertThat(send("39.44.1.1", "", begin("email", i % 2 == 0 ? victim : "Begun@Example.pk"))
                            .status())
                    .isEqualTo(202);
        }
        ApiClient.ApiResponse refused = send("39.44.1.1", "", begin("email", victim));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(send("39.44.1.1", "", begin("email", "another@example.pk")).status())
                .isEqualTo(202);
        String id =
                send("39.44.2.1", "", begin("email", victim)).body().path("id").asText();
        assertThat(sendRightCode("39.44.2.1", id).status()).isEqualTo(200);
    }

    private static ApiClient.ApiResponse sendRightCode(String network, String signIn) {
        byte[] hash = server.getBean(SubjectEncryptionService.class).keyedHash("sign-in code", signIn + " 123456");
        server.sql().execute("update person_sign_in set code_hash = ? where id = ?", hash, Long.parseLong(signIn));
        return send(network, "/" + signIn + "/code", code("123456"));
    }
}
