package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.shared.Reference;

/// Requests without a person whose response was lost, and which come again with their `Idempotency-Key`.
class SignInRepeatTest extends EmailSignInFixture {

    private static final String HEADER = "Idempotency-Key";

    private final String key = UUID.randomUUID().toString();

    private ApiClient.ApiResponse repeat(ApiClient client, String path, Map<String, String> body) {
        return post(client, path, body, HEADER, key);
    }

    private record SentCode(String path, Map<String, String> body) {}

    private static SentCode sendCode(String address) {
        int before = mailsTo(address).size();
        String id = start(address).text("/id");
        return new SentCode("/" + id + "/code", Map.of("code", code(lastMail(address, before + 1))));
    }

    private static boolean opensChat(JsonNode tokens) {
        return app(tokens).readMessages("").status() == 200;
    }

    @Test
    void aSignInThatIsBegunAgainSendsOneMail() {
        String address = newAddress();
        Map<String, String> body = Map.of("by", "email", "address", address);
        ApiClient.ApiResponse first = repeat(nobody(), "", body);
        ApiClient.ApiResponse second = repeat(nobody(), "", body);
        assertThat(first.status()).isEqualTo(202).isEqualTo(second.status());
        assertThat(second.body()).isEqualTo(first.body());
        String code = code(lastMail(address, 1));
        // Mails go out in their order: that of another sign-in comes after one of the repeat.
        signIn(nobody(), newAddress());
        assertThat(mailsTo(address)).hasSize(1);
        post(nobody(), "/" + first.text("/id") + "/code", Map.of("code", code)).requireStatus(200);
    }

    @Test
    void aCodeWhoseResponseWasLostGetsTheTokensAgain() {
        SentCode sent = sendCode(newAddress());
        JsonNode first = repeat(nobody(), sent.path(), sent.body()).body();
        ApiClient.ApiResponse second =
                repeat(nobody(), sent.path(), sent.body()).requireStatus(200);
        assertThat(second.body()).isEqualTo(first);
        assertThat(second.header("Cache-Control")).isEqualTo("no-store");
        assertThat(opensChat(first)).isTrue();
        assertThat(call(app(first), "GET", "me/devices").at("/devices")).hasSize(1);
        assertThat(post(nobody(), sent.path(), sent.body()).type())
                .as("without the key")
                .isEqualTo("/problems/wrong-code");
    }

    @Test
    void aWrongCodeIsATryAndItsKeyMayBeUsedAgain() {
        SentCode sent = sendCode(newAddress());
        String wrong = sent.body().get("code").equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 4; i++) {
            repeat(nobody(), sent.path(), Map.of("code", wrong)).requireProblem("wrong-code");
        }
        assertThat(tries(sent)).isEqualTo(4);
        repeat(nobody(), sent.path(), sent.body()).requireStatus(200);
    }

    private static int tries(SentCode sent) {
        return server.sql()
                .queryOne(
                        Integer.class,
                        "select tries from person_sign_in where id = ?",
                        Long.parseLong(sent.path().split("/")[1]));
    }

    @Test
    void aKeyIsRefusedForAnotherBodyPathOrPerson() {
        SentCode sent = sendCode(newAddress());
        ApiClient.ApiResponse tokens = repeat(nobody(), sent.path(), sent.body());
        Map<String, String> other = Map.of("code", "123456");
        for (ApiClient.ApiResponse refused : List.of(
                repeat(nobody(), sent.path(), other),
                repeat(nobody(), "/1/code", sent.body()),
                repeat(app(tokens.body()), sent.path(), sent.body()),
                repeat(nobody(), "/refresh", Map.of("refresh", tokens.text("/refresh"))))) {
            refused.requireProblem(422, "idempotency-key-reused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/1/code", "/recovery", "/refresh", "/sign-out"})
    void aKeyThatCouldBeGuessedIsRefused(String path) {
        Map<String, String> body = switch (path) {
            case "" -> Map.of("by", "email", "address", newAddress());
            case "/1/code" -> Map.of("code", "123456");
            case "/recovery" -> Map.of("reference", unknownReference(), "proof", "345671", "by", "email");
            default -> Map.of("refresh", "rr_x");
        };
        ApiClient.ApiResponse refused =
                post(nobody(), path, body, HEADER, "x".repeat(31)).requireStatus(400);
        assertThat(refused.text("/detail")).contains("at least 32 characters");
    }

    private static String unknownReference() {
        return Reference.forApplication(RandomGenerator.getDefault()).toGroupedText();
    }

    @Test
    void anExchangeWhoseResponseWasLostGetsTheSameTokensAgain() {
        JsonNode tokens = signIn(nobody(), newAddress());
        Map<String, String> body = Map.of("refresh", tokens.path("refresh").asText());
        JsonNode first = repeat(nobody(), "/refresh", body).body();
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(5));
        assertThat(repeat(nobody(), "/refresh", body).body()).isEqualTo(first);
        assertThat(opensChat(first)).isTrue();
        assertThat(post(nobody(), "/refresh", body).status())
                .as("a copied token still ends the session")
                .isEqualTo(401);
        assertThat(opensChat(first)).isFalse();
        assertThat(repeat(nobody(), "/refresh", body).body())
                .as("a repeat brings no device back")
                .isEqualTo(first);
        assertThat(opensChat(first)).isFalse();
    }

    @Test
    void theTokenOfANewChatIsGivenOnceForAKey() {
        ApiClient.ApiResponse first = createToken(key);
        ApiClient.ApiResponse second = createToken(key);
        first.requireStatus(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(createToken(UUID.randomUUID().toString()).body()).isNotEqualTo(first.body());
        createToken("x".repeat(31)).requireStatus(400);
        ApiClient chat = ApiClient.asApp(server.address(), first.text("/token"));
        chat.sendText("hello").requireStatus(200);
    }

    private static ApiClient.ApiResponse createToken(String key) {
        return nobody().call("POST", "api/v1/conversation/token", "", HEADER, key);
    }

    @Test
    void signingOutAgainGetsTheSameResponse() {
        JsonNode one = signIn(nobody(), newAddress());
        Map<String, String> body = Map.of("refresh", one.path("refresh").asText());
        for (int i = 0; i < 2; i++) {
            repeat(nobody(), "/sign-out", body).requireStatus(204);
        }
        assertThat(opensChat(one)).isFalse();
        ApiClient two = app(signIn(nobody(), newAddress()));
        String another = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            ApiClient.ApiResponse done =
                    call(two, "POST", "tokens/sign-out", HEADER, another).requireStatus(204);
            assertThat(done.header("Clear-Site-Data")).isNotNull();
            assertThat(done.header("Set-Cookie")).isNotNull();
        }
        call(app(one), "POST", "tokens/sign-out", HEADER, another).requireProblem("idempotency-key-reused");
    }

    @Test
    void aRecoveryThatIsBegunAgainSendsOneMailAndTakesAsLong() {
        ApiClient visitor = nobody();
        visitor.sendText("a chat that gets lost");
        String reference = ApiPersons.submitApplication(server, visitor, "39.34.7.1");
        String contact = "ayesha@example.com";
        int before = mailsTo(contact).size();
        Map<String, String> body = Map.of("reference", reference, "proof", "345671", "by", "email");
        ApiClient.ApiResponse first = repeat(nobody(), "/recovery", body);
        long begun = System.nanoTime();
        assertThat(repeat(nobody(), "/recovery", body).body()).isEqualTo(first.body());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        String code = code(lastMail(contact, before + 1));
        signIn(nobody(), newAddress());
        assertThat(mailsTo(contact)).hasSize(before + 1);
        post(nobody(), "/" + first.text("/id") + "/code", Map.of("code", code)).requireStatus(200);
    }
}
