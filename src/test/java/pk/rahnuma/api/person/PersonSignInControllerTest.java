package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
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
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.shared.Reference;

/// Sign-in by e-mail over HTTP, with a real SMTP server.
class PersonSignInControllerTest extends EmailSignInFixture {

    /// Address in each application.
    private static final String CONTACT = "ayesha@example.com";

    @Test
    void aPersonSignsInByEmailAndUsesTheDeskOnTwoDevices() throws Exception {
        String address = newAddress();
        ApiClient.ApiResponse started =
                start(address, "Accept-Language", "ur-Latn").requireStatus(202);
        assertThat(started.text("/expires"))
                .isEqualTo(server.getBean(SteppableClock.class)
                        .instant()
                        .plus(Duration.ofMinutes(10))
                        .toString());
        assertThat(started.text("/next")).isEqualTo("code");
        MimeMessage message = lastMail(address, 1);
        assertThat(message.getSubject()).isEqualTo("Rahnuma ke liye aap ka code");
        assertThat(message.getFrom()[0]).hasToString("desk@example.pk");
        assertThat(text(message)).contains("Yeh code kisi ko na dijiye");
        String code = code(message);
        ApiClient.ApiResponse phone = post(
                        nobody(),
                        "/" + started.text("/id") + "/code",
                        Map.of("code", " " + code.substring(0, 3) + " " + code.substring(3)),
                        "Accept-Language",
                        "ur-Latn")
                .requireStatus(200);
        assertThat(app(phone.body()).sendText("hello").texts().getLast()).contains("Rahnuma");

        JsonNode tablet = signIn(nobody(), address.toUpperCase());
        assertThat(app(tablet).readMessages("").texts()).contains("hello");

        JsonNode devices = call(app(tablet), "GET", "me/devices").at("/devices");
        assertThat(devices).hasSize(2);
        JsonNode other = devices.path(0).path("current").asBoolean() ? devices.path(1) : devices.path(0);
        assertThat(other.path("device").asText()).isEqualTo("Firefox, Android");
        call(app(tablet), "DELETE", "me/devices/" + other.path("id").asText()).requireStatus(204);
        app(phone.body()).readMessages("").requireStatus(401);
        call(app(tablet), "DELETE", "me/devices/" + other.path("id").asText()).requireProblem("not-found");
    }

    @Test
    void theWaysToSignInThatTheDeskOffersAreListed() {
        assertThat(call(nobody(), "GET", "sign-in").requireStatus(200).body().toString())
                .isEqualTo("{\"by\":[\"email\"]}");
    }

    @Test
    void aDeviceHasTheNameThatItsSignInGivesIt() {
        String address = newAddress();
        String path = "/" + start(address).text("/id") + "/code";
        String code = code(lastMail(address, 1));
        post(nobody(), path, Map.of("code", code, "device", "x".repeat(41))).requireProblem(422, "invalid");
        JsonNode tokens = post(nobody(), path, Map.of("code", code, "device", " Ayesha’s phone "))
                .requireStatus(200)
                .body();
        assertThat(call(app(tokens), "GET", "me/devices").text("/devices/0/device"))
                .isEqualTo("Ayesha’s phone");
    }

    @Test
    void anAccessTokenGetsNoTokenThatWouldOutlastIt() {
        call(app(signIn(nobody(), newAddress())), "POST", "tokens").requireProblem(403, "not-allowed");
    }

    @Test
    void aPageOfAnotherSiteDoesNotSignTheBrowserIn() {
        ApiClient browser = nobody();
        browser.sendText("hello");
        post(browser, "/1/code", Map.of("code", "123456"), "Sec-Fetch-Site", "cross-site")
                .requireProblem(403, "cross-site");
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
        nobody().call("POST", "api/v1/sign-in", body).requireProblem(422, type);
    }

    @Test
    void whenTheSmsOfADayAreUsedUpKnownAndUnknownNumbersAreRefusedAlikeAndOtherWaysWork() {
        try (TestServer poor = builder()
                .withVariable("RAHNUMA_SMS_URL", "log")
                .withVariable("RAHNUMA_SMS_DAILY_BUDGET", "1")
                .startServer()) {
            IdentityAddress known = new IdentityAddress(IdentityKind.PHONE, "+923004000001");
            ApiPersons.proveAddress(poor, ApiPersons.createPerson(poor), known);
            ApiClient client = ApiClient.asBrowser(poor.address());
            post(client, "", Map.of("by", "sms", "address", "03004000003")).requireStatus(202);
            for (Map<String, String> body : List.of(
                    Map.of("by", "sms", "address", known.address()), Map.of("by", "sms", "address", "03004000002"))) {
                ApiClient.ApiResponse refused = post(client, "", body).requireProblem(503, "sms-used-up");
                assertThat(refused.header("Retry-After")).matches("[0-9]+");
            }
            post(client, "/recovery", Map.of("by", "sms", "reference", "x", "proof", "1"))
                    .requireProblem("sms-used-up");
            post(client, "", Map.of("by", "email", "address", newAddress())).requireStatus(202);
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
            post(nobody(), "/" + each.text("/id") + "/code", Map.of("code", "000000"))
                    .requireProblem("wrong-code");
        }
        String code = code(lastMail(CONTACT, before + 1));
        ApiClient.ApiResponse done = post(nobody(), "/" + right.text("/id") + "/code", Map.of("code", code));
        assertThat(app(done.body()).readMessages("").texts()).contains("a chat that gets lost");
        String mistyped = reference.substring(0, reference.length() - 1) + (reference.endsWith("2") ? "3" : "2");
        recover(mistyped, "345671", "email").requireProblem("invalid-reference");
        recover(reference, "345671", "telegram").requireProblem("invalid");
        recover(reference, "345671", "sms").requireProblem("not-offered");
        recover(reference, "", "email").requireProblem("invalid");
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
