package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.register.certificate.CertificateService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.overview.PersonApplicationService;

/// Certificates over HTTP, of a desk that is the register: given, and checked without a script.
class CertificatePageTest {

    private static final String HOLDER = "Ayesha Khan";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_MODE", "authority")
            .withVariable("RAHNUMA_URL", "http://localhost:8080")
            .shareServer();

    private ApiClient chat;
    private String reference;

    @BeforeEach
    void registerLine() {
        chat = ApiPersons.createPerson(server);
        reference = ApiPersons.submitApplication(server, chat, "39.34.7.1");
    }

    private void activate() {
        ApiPersons.decide(server, reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(
                server, reference, new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "PTA-77"));
    }

    private static void suspend(String reference) {
        ApiPersons.decide(
                server,
                reference,
                new ApplicationDecision(LineTransition.SUSPEND, List.of(DecisionReason.FEE_UNPAID), null, null));
    }

    private String path(String end) {
        return "api/v1/applications/" + reference + end;
    }

    private static String text(ApiClient.BinaryResponse response) {
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    private PageVisitor visitor() {
        return new PageVisitor(server).withToken(chat.token());
    }

    private CertificateService.IssuedCertificate issued() {
        long person = ApiPersons.personOf(server, chat);
        return server.getBean(CertificateService.class)
                .issueCertificate(
                        server.getBean(PersonApplicationService.class)
                                .findApplication(person, reference, server.now())
                                .orElseThrow()
                                .application(),
                        "applicant",
                        server.now())
                .orElseThrow();
    }

    private String number() {
        return issued().signed().statement().number().toGroupedText();
    }

    private static HttpResponse<String> check(Map<String, String> fields) {
        return new PageVisitor(server).post("/en/verify", fields);
    }

    private static HttpResponse<String> check(String number, String holder) {
        return check(Map.of("number", number, "holder", holder));
    }

    @Test
    void theCertificateOfARegisteredLineIsGivenByPageAndApi() {
        String page = "/en/status/" + reference;
        assertThat(visitor().get(page).body()).doesNotContain("certificate.pdf");
        assertThat(text(chat.download(path("/certificate")))).contains("/problems/not-possible");
        activate();
        assertThat(visitor().get(page).body()).contains(page + "/certificate.pdf");
        assertThat(text(chat.download(path("/certificate")))).startsWith("%PDF-");
        HttpResponse<String> file = visitor().get("/ur/status/" + reference + "/certificate.pdf");
        assertThat(file.body()).startsWith("%PDF-");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"certificate-" + reference + ".pdf\"");
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void anotherPersonGetsNoCertificate() {
        activate();
        ApiClient stranger = ApiPersons.createPerson(server);
        assertThat(text(stranger.download(path("/certificate")))).contains("/problems/not-found");
        assertThat(new PageVisitor(server)
                        .withToken(stranger.token())
                        .get("/en/status/" + reference + "/certificate.pdf")
                        .body())
                .doesNotContain("%PDF-", HOLDER);
    }

    @Test
    void theNumberAndTheNameTogetherMatchUntilTheLineIsSuspended() {
        activate();
        String number = number();
        assertThat(check(number.toLowerCase(), "ayesha  KHAN").body())
                .contains("Match: it holds on", number)
                .doesNotContain(HOLDER);
        suspend(reference);
        assertThat(check(number, HOLDER).body()).contains("Suspended since").doesNotContain("Match: it holds");
        ApiPersons.decide(
                server,
                reference,
                new ApplicationDecision(LineTransition.REVOKE, List.of(DecisionReason.FEE_UNPAID), null, null));
        assertThat(check(number, HOLDER).body()).contains("Not valid any more");
    }

    @Test
    void anUnknownNumberAndAnotherNameGetTheSamePageAfterTheSameTime() {
        activate();
        for (String other : List.of("C-K7MP-4RTX-9X", number())) {
            long begun = System.nanoTime();
            HttpResponse<String> page = check(other, "Another Person");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
            assertThat(page.body()).contains("No match.").doesNotContain("Issued", "Match: it holds");
        }
    }

    @Test
    void aCodeIsCheckedAloneAndAsksForTheName() {
        activate();
        String code = issued().signed().digits();
        assertThat(check(Map.of("code", code)).body())
                .contains("<h2>It holds on", "A code can be copied", number())
                .doesNotContain(HOLDER);
        String changed = code.substring(0, 40) + (code.charAt(40) == '1' ? '2' : '1') + code.substring(41);
        assertThat(check(Map.of("code", changed)).body()).contains("No match.");
        assertThat(check(Map.of("code", code, "number", number(), "holder", "Other"))
                        .body())
                .contains("No match.");
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        HttpResponse<String> page = check("", HOLDER);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("href=\"#number\"", "value=\"Ayesha Khan\"");
        assertThat(check("C-K7MP-4RTX-9X", " ").body()).contains("href=\"#holder\"");
        assertThat(check("C-K7MP-4RTX-9X", "x".repeat(201)).statusCode()).isEqualTo(400);
    }

    @Test
    void thePublishedKeysVerifyTheListOfRevokedCertificates() throws Exception {
        activate();
        String revoked = number();
        ApiPersons.decide(
                server,
                reference,
                new ApplicationDecision(LineTransition.REVOKE, List.of(DecisionReason.FEE_UNPAID), null, null));
        JsonNode keys = JSON.readTree(
                        new PageVisitor(server).get("/verify/keys.json").body())
                .get("keys");
        String[] token =
                new PageVisitor(server).get("/verify/revoked.jwt").body().split("\\.");
        JsonNode header = JSON.readTree(decode(token[0]));
        JsonNode key = keys.get(keys.size() - 1);
        assertThat(header.get("kid")).isEqualTo(key.get("kid"));
        Signature verifier = Signature.getInstance("Ed25519");
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = new byte[prefix.length + 32];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(decode(key.get("x").asText()), 0, encoded, prefix.length, 32);
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(decode(token[2]))).isTrue();
        JsonNode claims = JSON.readTree(decode(token[1]));
        assertThat(claims.get("iss").asText()).isEqualTo("localhost");
        assertThat(claims.get("revoked"))
                .anySatisfy(number -> assertThat(number.asText()).isEqualTo(revoked));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    @Test
    void aDeskThatIsNotTheRegisterIssuesAndChecksNone() {
        TestServer assistance = TestServer.onH2()
                .withVariable("RAHNUMA_URL", "http://localhost:8080")
                .shareServer();
        ApiClient person = ApiPersons.createPerson(assistance);
        String own = ApiPersons.submitApplication(assistance, person, "39.34.7.2");
        ApiPersons.decide(assistance, own, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(assistance, own, new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "PTA-78"));
        PageVisitor visitor = new PageVisitor(assistance).withToken(person.token());
        assertThat(visitor.get("/en/status/" + own).body()).doesNotContain("certificate.pdf");
        assertThat(text(person.download("api/v1/applications/" + own + "/certificate")))
                .contains("/problems/not-offered");
        for (String path : List.of("/verify", "/ur-Latn/verify")) {
            assertThat(visitor.get(path).body()).doesNotContain("<form id=\"check\"");
        }
        assertThat(visitor.get("/en/verify").body()).contains("This desk issues no certificates");
        assertThat(visitor.get("/verify/keys.json").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/verify/revoked.jwt").statusCode()).isEqualTo(404);
    }
}
