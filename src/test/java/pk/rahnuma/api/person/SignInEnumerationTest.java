package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.StatementLog;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.shared.Reference;

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
            assertThat(names(response)).isEqualTo(names(other.response()));
            assertThat(response.type()).isEqualTo(other.response().type());
            assertThat(work).isEqualTo(other.work()).hasSizeGreaterThan(1);
        }

        private static List<String> names(ApiClient.ApiResponse response) {
            return Stream.concat(
                            response.response().headers().map().keySet().stream(),
                            response.body().properties().stream().map(Map.Entry::getKey))
                    .toList();
        }
    }

    private static Observation observe(String network, String path, ObjectNode body, String... headers) {
        try (StatementLog log = StatementLog.open()) {
            ApiClient.ApiResponse response = send(network, path, body, headers);
            return new Observation(response, log.ofThreadWith(headers.length == 0 ? "sign_in" : "request_log"));
        }
    }

    private static ApiClient.ApiResponse send(String network, String path, ObjectNode body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "X-Forwarded-For";
        all[headers.length + 1] = network;
        return ApiClient.asBrowser(server.address()).call("POST", "api/v1/sign-in" + path, body, all);
    }

    private static ObjectNode begin(String by, String address) {
        return ApiClient.object().put("by", by).put("address", address);
    }

    private static ObjectNode code(String code) {
        return ApiClient.object().put("code", code);
    }

    private static void makeKnown(IdentityKind kind, String address) {
        ApiPersons.proveAddress(
                server,
                ApiPersons.createPerson(server),
                IdentityAddress.parseText(kind, address).orElseThrow());
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
        one.response().requireStatus(202);
        one.requireLike(two);

        Observation oneGuess = observe(network, path(one), code("000000"));
        Observation twoGuess = observe(network, path(two), code("000000"));
        oneGuess.response().requireProblem("wrong-code");
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
        guess.response().requireProblem("idempotency-key-reused");
        guess.requireLike(observe("39.40.1.4", other, code("000000"), two));
        String[] three = {"Idempotency-Key", UUID.randomUUID().toString()};
        String[] four = {"Idempotency-Key", UUID.randomUUID().toString()};
        guess = observe("39.40.1.4", started, code("000000"), three);
        guess.response().requireProblem("wrong-code");
        guess.requireLike(observe("39.40.1.4", other, code("000000"), four));
    }

    private static String path(Observation started) {
        return "/" + started.response().text("/id") + "/code";
    }

    private static ObjectNode recovery(String reference, String proof, String by) {
        return ApiClient.object()
                .put("reference", reference)
                .put("proof", proof)
                .put("by", by);
    }

    /// A right proof leads to more work, for the code. The response comes after the same time, which the delay of the
    /// status gives it: `PersonSignInControllerTest`.
    @Test
    void aWrongProofAndAnUnknownReferenceAreTreatedAlike() {
        String reference = ApiPersons.submitApplication(server, ApiPersons.createPerson(server), "39.34.1.1");
        String unknown = Reference.forApplication(RandomGenerator.getDefault()).toGroupedText();
        Observation one = observe("39.40.2.1", "/recovery", recovery(reference, "000000", "email"));
        Observation two = observe("39.40.2.1", "/recovery", recovery(unknown, "000000", "email"));
        one.response().requireStatus(202);
        one.requireLike(two);
        observe("39.40.2.1", path(one), code("000000")).requireLike(observe("39.40.2.1", path(two), code("000000")));
    }

    @Test
    void guessesAtManyAddressesCountForTheirNetwork() {
        for (int i = 0; i < 5; i++) {
            send("39.41.1." + i, "", begin("email", "victim" + i + "@example.pk"))
                    .requireStatus(202);
        }
        int guesses = 0;
        ApiClient.ApiResponse guess;
        do {
            guess = send("39.41.2.1", "/" + ++guesses + "/code", code("000000"));
        } while (guess.status() == 422);
        guess.requireStatus(429);
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
                send("39.45." + network + ".1", "/1/code", code("000000")).requireStatus(422);
            }
        }
        String id = send("39.46.1.1", "", begin("email", "free@example.pk")).text("/id");
        sendRightCode("39.46.1.1", id).requireStatus(200);
    }

    @Test
    void guessesFromManyNetworksAreBoundedByTheCodesOfTheirAddress() {
        String victim = "victim@example.pk";
        for (int network = 0; network < 4; network++) {
            String from = "39.42." + network + ".1";
            String id = send(from, "", begin("email", victim)).text("/id");
            for (int i = 0; i < 5; i++) {
                send(from, "/" + id + "/code", code("00000" + i)).requireProblem("wrong-code");
            }
            assertThat(sendRightCode(from, id).type()).as("a sixth try").isEqualTo("/problems/wrong-code");
        }
        String id = send("39.43.1.1", "", begin("email", victim)).text("/id");
        sendRightCode("39.43.1.1", id).requireStatus(200);

        String unsent = send("39.43.2.1", "", begin("email", victim)).text("/id");
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
            send("39.44.1.1", "", begin("email", i % 2 == 0 ? victim : "Begun@Example.pk"))
                    .requireStatus(202);
        }
        ApiClient.ApiResponse refused =
                send("39.44.1.1", "", begin("email", victim)).requireStatus(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        send("39.44.1.1", "", begin("email", "another@example.pk")).requireStatus(202);
        String id = send("39.44.2.1", "", begin("email", victim)).text("/id");
        sendRightCode("39.44.2.1", id).requireStatus(200);
    }

    private static ApiClient.ApiResponse sendRightCode(String network, String signIn) {
        ApiPersons.replaceCode(server, signIn);
        return send(network, "/" + signIn + "/code", code("123456"));
    }
}
