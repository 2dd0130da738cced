package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;

class StatusControllerTest {

    private static final Duration MIN_TIME = Duration.ofMillis(500);
    private static final String PROOF = "345671";

    private static final TestServer server = TestServer.onH2().shareServer();

    private static String submitApplication() {
        return ApiPersons.submitApplication(server, ApiPersons.createPerson(server), "39.34.1.1");
    }

    private static ApiClient.ApiResponse post(TestServer server, String body) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.send(client.requestTo("api/v1/status").POST(BodyPublishers.ofString(body)), true);
    }

    private static ApiClient.ApiResponse look(String reference, String proof) {
        return post(
                server,
                ApiClient.object()
                        .put("reference", reference)
                        .put("proof", proof)
                        .toString());
    }

    @Test
    void theHolderOfReferenceAndProofReadsTheStatusInFields() {
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.REVIEWER);
        String reference = submitApplication();
        ApiClient.ApiResponse found =
                look(reference.replace("-", "").toLowerCase(), PROOF).requireStatus(200);
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
        assertThat(found.text("/reference")).isEqualTo(reference);
        assertThat(found.text("/status")).isEqualTo("received");
        assertThat(found.text("/next")).isEqualTo("desk");
        assertThat(found.at("/reasons").isArray()).isTrue();
        assertThat(Instant.parse(found.text("/submitted"))).isBefore(Instant.parse(found.text("/due")));
        assertThat(found.response().body()).doesNotContain("39.34.1.1", "Ayesha", PROOF);
    }

    @Test
    void anUnknownReferenceAndAWrongProofGetTheSameAnswerAfterTheSameTime() {
        long begun = System.nanoTime();
        ApiClient.ApiResponse unknown =
                look(Reference.forApplication(RandomGenerator.getDefault()).toGroupedText(), PROOF);
        Duration tookUnknown = Duration.ofNanos(System.nanoTime() - begun);
        String reference = submitApplication();
        begun = System.nanoTime();
        ApiClient.ApiResponse wrong = look(reference, "000000");
        Duration tookWrong = Duration.ofNanos(System.nanoTime() - begun);
        for (ApiClient.ApiResponse each : List.of(unknown, wrong)) {
            each.requireProblem(404, "not-found");
            assertThat(each.text("/detail")).isEqualTo(unknown.text("/detail"));
        }
        assertThat(List.of(tookUnknown, tookWrong)).allMatch(took -> took.compareTo(MIN_TIME) >= 0);
    }

    @Test
    void aFailureIsCountedForItsReferenceAlone() {
        String reference = submitApplication();
        int failures = server.sql().queryOne(Integer.class, "select count(*) from reference_failure");
        look(reference, "111111");
        assertThat(server.sql().queryOne(Integer.class, "select count(*) from reference_failure"))
                .isEqualTo(failures + 1);
        assertThat(server.sql()
                        .queryOne(Integer.class, "select count(*) from status_failure where conversation_id = 0"))
                .as("nobody’s failures are kept by conversation")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|invalid",
                "{\"reference\": \"K7MP-4RTX-9X\"}|422|invalid",
                "{\"reference\": \"K7MP-4RTX-9Y\", \"proof\": \"345671\"}|422|invalid-reference",
                "{\"reference\": \"K7MP-4RTX-9X\", \"proof\": \"345671\", \"more\": 1}|422|invalid",
                "{\"reference\": \"K7MP-4RTX-9X\", \"proof\": 345671}|422|invalid",
                "{\"reference\": [\"K7MP-4RTX-9X\"], \"proof\": \"345671\"}|422|invalid",
                "[]|400|not-json",
                "nonsense|400|not-json"
            })
    void bodiesThatAreNoLookupAreProblems(String body, int status, String type) {
        ApiClient.ApiResponse answer = post(server, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("/problems/" + type);
    }
}
