package pk.rahnuma.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.identity.PersonIdentityRepository;
import pk.rahnuma.shared.Reference;

/// Sign-in by e-mail over HTTP, with a real SMTP server.
class PersonSignInControllerTest extends EmailSignInFixture {

    /// Address in each application.
    private static final String CONTACT = "ayesha@example.com";

    @Test
    void aPersonSignsInByEmailAndUsesTheDeskOnTwoDevices() throws Exception {
        String address = newAddress();
        ApiClient.ApiResponse started = start(address, "Accept-Language", "ur-Latn");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.body().path("expires").asText())
                .isEqualTo(server.getBean(SteppableClock.class)
                        .instant()
                        .plus(Duration.ofMinutes(10))
                        .toString());
        assertThat(started.body().path("next").asText()).isEqualTo("code");
        MimeMessage message = lastMail(address, 1);
        assertThat(message.getSubject()).isEqualTo("Rahnuma ke liye aap ka code");
        assertThat(message.getFrom()[0]).hasToString("desk@example.pk");
        assertThat(text(message)).contains("Yeh code kisi ko na dijiye");
        String code = code(message);
        ApiClient.ApiResponse done = post(
                nobody(),
                "/" + started.body().path("id").asText() + "/code",
                Map.of("code", " " + code.substring(0, 3) + " " + code.substring(3)),
                "Accept-Language",
                "ur-Latn");
        assertThat(done.status()).isEqualTo(200);
        JsonNode phone = done.body();
        assertThat(app(phone).sendText("hello").texts().getLast()).contains("Rahnuma");

        JsonNode tablet = signIn(nobody(), address.toUpperCase());
        assertThat(app(tablet).readMessages("").texts()).contains("hello");

        JsonNode devices = call(app(tablet), "GET", "me/devices").body().path("devices");
        assertThat(devices).hasSize(2);
        JsonNode other = devices.path(0).path("current").asBoolean() ? devices.path(1) : devices.path(0);
        assertThat(other.path("device").asText()).isEqualTo("Firefox, Android");
        assertThat(call(app(tablet), "DELETE", "me/devices/" + other.path("id").asText())
                        .status())
                .isEqualTo(204);
        assertThat(app(phone).readMessages("").status()).isEqualTo(401);
        assertThat(call(app(tablet), "DELETE", "me/devices/" + other.path("id").asText())
                        .type())
                .isEqualTo("/problems/not-found");
    }

    @Test
    void tokensAreExchangedAndAReusedOneSignsTheDeviceOut() {
        JsonNode tokens = signIn(nobody(), newAddress());
        Map<String, String> first = Map.of("refresh", tokens.path("refresh").asText());
        JsonNode next = post(nobody(), "/refresh", first).body();
        assertThat(app(next).readMessages("").status()).isEqualTo(200);
        server.getBean(SteppableClock.class).advanceBy(Duration.ofSeconds(31));
        ApiClient.ApiResponse reused = post(nobody(), "/refresh", first);
        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.type()).isEqualTo("/problems/unauthenticated");
        assertThat(app(next).readMessages("").status()).isEqualTo(401);
    }

    @Test
    void anAccessTokenExpiresAfterAQuarterOfAnHour() {
        JsonNode tokens = signIn(nobody(), newAddress());
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(15));
        assertThat(app(tokens).readMessages("").status()).isEqualTo(401);
        JsonNode next = post(
                        nobody(),
                        "/refresh",
                        Map.of("refresh", tokens.path("refresh").asText()))
                .body();
        assertThat(app(next).readMessages("").status()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheDeviceByEitherRoute() {
        JsonNode one = signIn(nobody(), newAddress());
        assertThat(post(
                                nobody(),
                                "/sign-out",
                                Map.of("refresh", one.path("refresh").asText()))
                        .status())
                .isEqualTo(204);
        assertThat(app(one).readMessages("").status()).isEqualTo(401);
        JsonNode two = signIn(nobody(), newAddress());
        assertThat(call(app(two), "POST", "tokens/sign-out").status()).isEqualTo(204);
        assertThat(app(two).readMessages("").status()).isEqualTo(401);
    }

    @Test
    void anAccessTokenGetsNoTokenThatWouldOutlastIt() {
        ApiClient.ApiResponse refused = call(app(signIn(nobody(), newAddress())), "POST", "tokens");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.type()).isEqualTo("/problems/not-allowed");
    }

    @Test
    void aChatOfTheBrowserGoesOnOnASecondDeviceAndAnotherPersonsAddressIsAConflict() {
        ApiClient browser = nobody();
        browser.sendText("from the browser");
        String address = newAddress();
        assertThat(app(signIn(browser, address)).readMessages("").texts()).contains("from the browser");
        assertThat(app(signIn(nobody(), address)).readMessages("").texts()).contains("from the browser");

        ApiClient stranger = nobody();
        stranger.sendText("someone else");
        String id = start(address).body().path("id").asText();
        Map<String, String> code = Map.of("code", code(lastMail(address, 3)));
        ApiClient.ApiResponse conflict = post(stranger, "/" + id + "/code", code);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.type()).isEqualTo("/problems/other-person");
        assertThat(app(post(nobody(), "/" + id + "/code", code).body())
                        .readMessages("")
                        .texts())
                .contains("from the browser");
    }

    @Test
    void aPageOfAnotherSiteDoesNotSignTheBrowserIn() {
        ApiClient browser = nobody();
        browser.sendText("hello");
        ApiClient.ApiResponse refused =
                post(browser, "/1/code", Map.of("code", "123456"), "Sec-Fetch-Site", "cross-site");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.type()).isEqualTo("/problems/cross-site");
    }

    @Test
    void aKnownAndAnUnknownAddressGetTheSameResponse() {
        String known = newAddress();
        signIn(nobody(), known);
        ApiClient.ApiResponse one = start(known);
        ApiClient.ApiResponse two = start(newAddress());
        for (ApiClient.ApiResponse each : new ApiClient.ApiResponse[] {one, two}) {
            assertThat(each.status()).isEqualTo(202);
            assertThat(each.body().path("id").asText()).matches("[0-9]{1,19}");
            assertThat(each.body().size()).isEqualTo(3);
        }
        assertThat(one.response().headers().map().keySet())
                .isEqualTo(two.response().headers().map().keySet());
        for (String id : new String[] {one.body().path("id").asText(), "1", "x", "9999999999999999999"}) {
            ApiClient.ApiResponse wrong = post(nobody(), "/" + id + "/code", Map.of("code", "000000"));
            assertThat(wrong.type()).isEqualTo("/problems/wrong-code");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|invalid",
                "{\"by\": \"email\"}|invalid",
                "{\"by\": \"post\", \"address\": \"a@example.pk\"}|invalid",
                "{\"by\": \"email\", \"address\": \"no address\"}|invalid",
                "{\"by\": \"email\", \"address\": \"a@example.pk\\nBcc: b@example.pk\"}|invalid",
                "{\"by\": \"email\", \"address\": [\"a@example.pk\"]}|invalid",
                "{\"by\": \"email\", \"address\": \"a@example.pk\", \"more\": 1}|invalid",
                "{\"by\": \"sms\", \"address\": \"03001234567\"}|not-offered"
            })
    void bodiesThatBeginNoSignInAreProblems(String body, String type) {
        ApiClient client = nobody();
        ApiClient.ApiResponse answer =
                client.send(client.requestTo("api/v1/sign-in").POST(HttpRequest.BodyPublishers.ofString(body)), true);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.type()).isEqualTo("/problems/" + type);
    }

    @Test
    void anAddressBeginsAndTriesOnlySoOftenAlsoAcrossAccounts() {
        try (TestServer strict =
                builder().withProperty("rahnuma.api.sign-ins", 2).startServer()) {
            ApiClient client = ApiClient.asBrowser(strict.address());
            for (int i = 0; i < 2; i++) {
                post(client, "", Map.of("by", "email", "address", newAddress()));
                post(client, "/" + i + "/code", Map.of("code", "123456"));
            }
            for (String path : new String[] {"", "/7/code"}) {
                ApiClient.ApiResponse refused = post(client, path, Map.of("by", "email", "address", newAddress()));
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.header("Retry-After")).matches("[0-9]+");
            }
        }
    }

    @Test
    void whenTheSmsOfADayAreUsedUpKnownAndUnknownNumbersAreRefusedAlikeAndOtherWaysWork() {
        try (TestServer poor = builder()
                .withVariable("RAHNUMA_SMS_URL", "log")
                .withVariable("RAHNUMA_SMS_DAILY_BUDGET", "1")
                .startServer()) {
            long person = ApiPersons.personOf(poor, ApiPersons.createPerson(poor));
            IdentityAddress known = new IdentityAddress(IdentityKind.PHONE, "+923004000001");
            poor.sql()
                    .inTransaction(() -> poor.getBean(PersonIdentityRepository.class)
                            .saveProved(person, known, poor.getBean(Clock.class).instant()));
            ApiClient client = ApiClient.asBrowser(poor.address());
            assertThat(post(client, "", Map.of("by", "sms", "address", "03004000003"))
                            .status())
                    .isEqualTo(202);
            for (Map<String, String> body : List.of(
                    Map.of("by", "sms", "address", known.address()), Map.of("by", "sms", "address", "03004000002"))) {
                ApiClient.ApiResponse refused = post(client, "", body);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.type()).isEqualTo("/problems/sms-used-up");
                assertThat(refused.header("Retry-After")).matches("[0-9]+");
            }
            assertThat(post(client, "/recovery", Map.of("by", "sms", "reference", "x", "proof", "1"))
                            .type())
                    .isEqualTo("/problems/sms-used-up");
            assertThat(post(client, "", Map.of("by", "email", "address", newAddress()))
                            .status())
                    .isEqualTo(202);
        }
    }

    private static ApiClient.ApiResponse recover(String reference, String proof, String by) {
        return post(nobody(), "/recovery", Map.of("reference", reference, "proof", proof, "by", by));
    }

    /// Application of a person with a chat of their own, whose address is [#CONTACT].
    private static String submitApplication(ApiClient visitor) {
        visitor.sendText("a chat that gets lost");
        return ApiPersons.submitApplication(server, visitor, "39.34.1.1");
    }

    @Test
    void aLostChatIsFoundByTheAddressInItsApplicationAndNothingElseIsRevealed() {
        String reference = submitApplication(nobody());
        int before = mailsTo(CONTACT).size();
        String unknown = Reference.forApplication(RandomGenerator.getDefault()).toGroupedText();
        List<ApiClient.ApiResponse> responses =
                List.of(recover(reference, "000000", "email"), recover(unknown, "345671", "email"));
        assertThat(mailsTo(CONTACT)).hasSize(before);
        ApiClient.ApiResponse right = recover(reference, "345671", "email");
        for (ApiClient.ApiResponse each : responses) {
            assertThat(each.status()).isEqualTo(202).isEqualTo(right.status());
            assertThat(each.body().properties().stream().map(Map.Entry::getKey).toList())
                    .isEqualTo(right.body().properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
            assertThat(post(nobody(), "/" + each.body().path("id").asText() + "/code", Map.of("code", "000000"))
                            .type())
                    .isEqualTo("/problems/wrong-code");
        }
        String code = code(lastMail(CONTACT, before + 1));
        ApiClient.ApiResponse done =
                post(nobody(), "/" + right.body().path("id").asText() + "/code", Map.of("code", code));
        assertThat(app(done.body()).readMessages("").texts()).contains("a chat that gets lost");
        String mistyped = reference.substring(0, reference.length() - 1) + (reference.endsWith("2") ? "3" : "2");
        assertThat(recover(mistyped, "345671", "email").type()).isEqualTo("/problems/invalid-reference");
        assertThat(recover(reference, "345671", "telegram").type()).isEqualTo("/problems/invalid");
        assertThat(recover(reference, "345671", "sms").type()).isEqualTo("/problems/not-offered");
        assertThat(recover(reference, "", "email").type()).isEqualTo("/problems/invalid");
    }

    @Test
    void aWrongProofAndARightOneTakeAtLeastTheSameTime() {
        String reference = submitApplication(nobody());
        int before = mailsTo(CONTACT).size();
        for (String proof : List.of("345671", "111111")) {
            long begun = System.nanoTime();
            recover(reference, proof, "email");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
        // Other tests count the mails to this address.
        lastMail(CONTACT, before + 1);
    }
}
