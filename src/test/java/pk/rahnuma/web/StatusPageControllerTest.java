package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;

/// The status page over HTTP, without a script.
class StatusPageControllerTest {

    private static final String PROOF = "345671";
    private static final Duration MIN_TIME = Duration.ofMillis(500);

    private static final TestServer server = TestServer.onH2().shareServer();

    private static PageVisitor visitor(ApiClient chat) {
        return new PageVisitor(server).withToken(chat.token());
    }

    private static String submitApplication(ApiClient chat) {
        return ApiPersons.submitApplication(server, chat, "39.34.1.1");
    }

    private static HttpResponse<String> look(PageVisitor visitor, String reference, String proof) {
        return visitor.post("/en/status", Map.of("reference", reference, "proof", proof));
    }

    @Test
    void theHolderOfReferenceAndProofSeesTheStatusAndNothingPersonal() {
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.REVIEWER);
        String reference = submitApplication(ApiPersons.createPerson(server));
        HttpResponse<String> found = look(new PageVisitor(server), " " + reference.toLowerCase() + " ", PROOF);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(found.body())
                .contains(reference, "received", "our staff act (our aim: by ")
                .doesNotContain("39.34.1.1", "Ayesha", "Your applications");
    }

    @Test
    void anAddressInTheApplicationThatThePersonHasProvedIsMarked() {
        ApiClient chat = ApiPersons.createPerson(server);
        String page = "/en/status/" + submitApplication(chat);
        assertThat(visitor(chat).get(page).body()).doesNotContain("Proved by a code");
        String email = DomainFixture.answers("39.34.1.1").get("email").toString();
        server.getBean(PersonIdentityRepository.class)
                .saveProved(
                        ApiPersons.personOf(server, chat),
                        new IdentityAddress(IdentityKind.EMAIL, email),
                        Instant.parse("2026-11-26T06:05:00Z"));
        assertThat(visitor(chat).get(page).body()).contains("<dt>E-mail</dt><dd>Proved by a code, Thu, 26 Nov</dd>");
    }

    @Test
    void anUnknownReferenceAndAWrongProofGetTheSamePageAfterTheSameTime() {
        PageVisitor stranger = new PageVisitor(server);
        String unknown = Reference.forApplication(RandomGenerator.getDefault()).toGroupedText();
        String known = submitApplication(ApiPersons.createPerson(server));
        for (String reference : List.of(unknown, known)) {
            long begun = System.nanoTime();
            HttpResponse<String> page = look(stranger, reference, "000000");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(MIN_TIME);
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body().replace(reference, unknown))
                    .isEqualTo(look(stranger, unknown, "000000").body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 345671, 400, reference",
        "K7MP-4RTX-9X, '', 400, proof",
        "K7MP-4RTX-9Y, 345671, 422, reference",
        "'<script>alert(1)</script>', 345671, 422, reference"
    })
    void anErrorNamesTheFieldAndKeepsWhatWasTyped(String reference, String proof, int status, String field) {
        HttpResponse<String> page = look(new PageVisitor(server), reference, proof);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body())
                .contains("role=\"alert\"", "href=\"#" + field + "\"", "aria-invalid=\"true\"")
                .doesNotContain("<script>");
    }

    @Test
    void textsBeyondAnyLimitAreNotRepeated() {
        assertThat(look(new PageVisitor(server), "a".repeat(41), PROOF).body()).doesNotContain("aaaa");
        assertThat(new PageVisitor(server)
                        .post("/en/status", Map.of("reference", "a".repeat(70_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aFormOfAnotherSiteIsNotTaken() {
        HttpResponse<String> page = new PageVisitor(server)
                .post(
                        "/en/status",
                        Map.of("reference", "K7MP-4RTX-9X", "proof", PROOF),
                        "Sec-Fetch-Site",
                        "cross-site");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("page of another site");
    }

    @Test
    void peopleWithAChatSeeTheirOwnAtOnceAndItsHistory() {
        ApiClient chat = ApiPersons.createPerson(server);
        PageVisitor visitor = visitor(chat);
        assertThat(visitor.get("/en/status").body()).doesNotContain("Your applications");
        String reference = submitApplication(chat);
        assertThat(visitor.get("/ur/status").body())
                .contains("آپ کی درخواستیں", "href=\"/ur/status/" + reference + "\"");
        assertThat(visitor.get("/en/status/" + reference).body())
                .contains(reference, "What happened so far", "39.34.1.1", "received");
    }

    @Test
    void anEndedApplicationLeadsToTheFormsAndASuspendedOneToTheChat() {
        ApiClient chat = ApiPersons.createPerson(server);
        String path = "/en/status/" + submitApplication(chat);
        setStatus(chat, "WITHDRAWN");
        assertThat(visitor(chat).get(path).body()).contains("<a href=\"/en/apply\">you can apply again</a>");
        setStatus(chat, "SUSPENDED");
        assertThat(visitor(chat).get(path).body())
                .contains("<a href=\"/chat?lang=en\">Talk to a person in the chat</a>")
                .doesNotContain("/en/apply\">you");
    }

    private static void setStatus(ApiClient chat, String status) {
        assertThat(server.sql()
                        .execute(
                                "update application set line_counts = ? where conversation_id = ?",
                                status + ":1",
                                ApiPersons.personOf(server, chat)))
                .isOne();
    }

    @Test
    void anApplicationOfAnotherPersonLeadsToTheForm() {
        String reference = submitApplication(ApiPersons.createPerson(server));
        for (PageVisitor visitor : List.of(visitor(ApiPersons.createPerson(server)), new PageVisitor(server))) {
            HttpResponse<String> page = visitor.get("/en/status/" + reference);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.uri().getPath()).isEqualTo("/en/status");
        }
    }

    @Test
    void tooManyLookUpsOfANetworkWait() {
        try (TestServer small = TestServer.onH2()
                .withVariable("RAHNUMA_API_STATUS_LOOKUPS", "1")
                .startServer()) {
            look(new PageVisitor(small), "", "");
            HttpResponse<String> page = look(new PageVisitor(small), "", "");
            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.body()).contains("Please wait");
        }
    }
}
