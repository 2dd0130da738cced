package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.SampleFiles;

/// Answers and files that fill a draft: whose they may be, which are refused, and repeats.
class DraftAnswersTest {

    private static final String DRAFTS = "api/v1/applications/drafts";

    private static final TestServer server = TestServer.onH2().shareServer();

    /// A person with a draft at its first question after the consent.
    private record Applicant(ApiClient client, String draft) {

        static Applicant begin() {
            ApiClient client = ApiPersons.createPerson(server);
            JsonNode created = client.call(
                            "POST", DRAFTS, "{\"form\": \"register-individual\", \"answers\": {\"consent\": true}}")
                    .body();
            return new Applicant(client, created.at("/draft/id").asText());
        }

        String path() {
            return DRAFTS + "/" + draft;
        }

        ApiClient.ApiResponse fill(ObjectNode answers) {
            return fill(ApiClient.newId(), answers);
        }

        ApiClient.ApiResponse fill(String key, ObjectNode answers) {
            return client.call(
                    "PATCH", path(), ApiClient.object().set("answers", answers).toString(), "Idempotency-Key", key);
        }

        JsonNode show() {
            return client.call("GET", path(), null).body();
        }

        String upload(String question) {
            return client.uploadFile(question + ".jpg", BodyPublishers.ofByteArray(SampleFiles.cardFor(question)))
                    .body()
                    .path("file")
                    .asText();
        }
    }

    private static ObjectNode person() {
        return ApiClient.object()
                .put("work_type", "freelancer")
                .put("full_name", "Ayesha Khan")
                .put("id_number", "35202-1234567-8")
                .put("mobile", "0300 1234567")
                .put("email", "ayesha@example.com")
                .put("city", "lahore");
    }

    private static ObjectNode work(String address) {
        ObjectNode work = ApiClient.object()
                .put("client_name", "Acme Software")
                .put("route", "static_ip")
                .put("isp", "nayatel")
                .put("subscriber_id", "NT-99812")
                .put("vpn_software", "OpenVPN")
                .put("purpose", "remote_servers");
        work.putArray("ips").add(address);
        return work;
    }

    @Test
    void aForeignFileAndAMissingFileAreRefusedAlike() {
        Applicant applicant = Applicant.begin();
        applicant.fill(person());
        String others = Applicant.begin().upload("id_front");
        String unknown = others.charAt(0) == '1' ? "2" + others.substring(1) : "1" + others.substring(1);
        for (String id : List.of(others, unknown, "1", "card.jpg", "true", "")) {
            JsonNode refused = applicant
                    .fill(ApiClient.object().put("id_front", id))
                    .body()
                    .path("draft");
            assertThat(refused.path("problems").toString())
                    .as(id)
                    .isEqualTo("{\"id_front\":[\"I could not fetch that file. Please send it again.\"]}");
            assertThat(refused.path("at").asText()).isEqualTo("id_front");
        }
        ObjectNode own = ApiClient.object().put("id_front", applicant.upload("id_front"));
        assertThat(applicant.fill(own).body().at("/draft/at").asText()).isEqualTo("id_back");
        assertThat(applicant
                        .fill(ApiClient.object().put("id_front", others))
                        .body()
                        .at("/draft/problems")
                        .has("id_front"))
                .isTrue();
        assertThat(applicant.fill(own).body().at("/draft/problems")).isEmpty();
    }

    @Test
    void theIdOfAFileIsAnOrdinaryTextWhereNoFileIsAskedFor() {
        Applicant applicant = Applicant.begin();
        JsonNode filled = applicant
                .fill(person().put("full_name", applicant.upload("id_front")))
                .body()
                .path("draft");
        assertThat(filled.path("problems").has("full_name")).isTrue();
        assertThat(filled.path("at").asText()).isEqualTo("full_name");
    }

    @Test
    void theFilesAreLinksForTheirOwnerOnly() {
        Applicant applicant = Applicant.begin();
        ObjectNode all = person().setAll(work("103.255.5.20"));
        List<String> files = List.of("id_front", "id_back", "proof_file");
        files.forEach(file -> all.put(file, applicant.upload(file)));
        applicant.fill(all);
        JsonNode pictures = applicant.client().readMessages("").lastMessage().path("pictures");
        assertThat(pictures.findValuesAsText("name"))
                .containsExactly("Card, front", "Card, back", "Proof of work, file");
        assertThat(applicant
                        .client()
                        .get(pictures.at("/2/href").asText().substring("/api/v1/conversation".length()))
                        .body())
                .startsWith(0xff, 0xd8, 0xff);
        applicant.client().call("POST", applicant.path() + "/submission", "{\"declaration\": true}");

        ApiClient client = applicant.client();
        ApiClient.ApiResponse detail = client.post(ApiClient.object()
                .put("id", ApiClient.newId())
                .put("tap", "!start=my-registrations")
                .toString());
        ApiClient.ApiResponse which = client.tapButton(detail.lastMessage(), "Get my files back");
        ApiClient.ApiResponse sent = client.tapButton(which.lastMessage(), "All of them");
        List<String> links = new ArrayList<>();
        sent.messages()
                .forEach(message -> message.path("files")
                        .forEach(file -> links.add(file.path("href").asText())));
        assertThat(links).hasSize(3).doesNotHaveDuplicates();
        ApiClient other = Applicant.begin().client();
        for (int i = 0; i < files.size(); i++) {
            String rest = links.get(i).substring("/api/v1/conversation".length());
            assertThat(client.get(rest).body()).isEqualTo(SampleFiles.cardFor(files.get(i)));
            assertThat(other.get(rest).status()).isEqualTo(404);
        }
    }

    @Test
    void problemsAreReportedByKeyAndAgainForARepeatedRequest() {
        Applicant applicant = Applicant.begin();
        String key = ApiClient.newId();
        ObjectNode answers = person().put("id_number", "123");
        ApiClient.ApiResponse first = applicant.fill(key, answers);
        assertThat(first.body().at("/draft/problems")).hasSize(1);
        assertThat(first.body().at("/draft/problems/id_number/0").asText()).isNotBlank();
        int messages = applicant.client().readMessages("").messages().size();
        assertThat(applicant.fill(key, answers).body()).isEqualTo(first.body());
        assertThat(applicant.client().readMessages("").messages()).hasSize(messages);
    }

    @Test
    void theSameAnswersSentAtOnceAreTakenOnce() throws Exception {
        Applicant applicant = Applicant.begin();
        String key = ApiClient.newId();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Callable<ApiClient.ApiResponse>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<ApiClient.ApiResponse>) () -> applicant.fill(key, person()))
                    .toList();
            for (Future<ApiClient.ApiResponse> answer : many.invokeAll(calls)) {
                assertThat(answer.get().body().at("/draft/at").asText()).isEqualTo("id_front");
            }
        }
        assertThat(applicant.client().readMessages("").texts())
                .filteredOn(text -> text.startsWith("The form brought"))
                .hasSize(1);
    }

    @Test
    void oneSeesAndFillsOnlyOnesOwnDraft() {
        Applicant ayesha = Applicant.begin();
        ayesha.fill(person());
        ApiClient other = ApiPersons.createPerson(server);
        assertThat(other.call("GET", ayesha.path(), null).status()).isEqualTo(404);
        assertThat(other.call("PATCH", ayesha.path(), "{\"answers\": {\"full_name\": \"Somebody Else\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(ayesha.show().toString()).contains("Ayesha Khan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"answers\": null}",
                "{\"answers\": []}",
                "{\"answers\": \"a\"}",
                "{\"answers\": {\"\": 1}}",
                "{\"answers\": {\"Name\": 1}}",
                "{\"answers\": {\"a/b\": 1}}",
                "{\"answers\": {\"a/1/b/2\": 1}}",
                "{\"answers\": {\"../../etc\": 1}}",
                "{\"answers\": {\"a\": {}}}",
                "{\"answers\": {\"a\": [[]]}}",
                "{\"answers\": {\"a\": [null]}}",
            })
    void refusesInvalidAnswers(String body) {
        Applicant applicant = Applicant.begin();
        ApiClient.ApiResponse refused = applicant.client().call("PATCH", applicant.path(), body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.type()).isEqualTo("/problems/invalid");
    }

    @Test
    void tooMuchIsRefused() {
        Applicant applicant = Applicant.begin();
        ObjectNode many = ApiClient.object();
        IntStream.range(0, 201).forEach(i -> many.put("a" + i, 1));
        assertThat(applicant.fill(many).type()).isEqualTo("/problems/invalid");
        ObjectNode list = ApiClient.object();
        IntStream.range(0, 257).forEach(i -> list.withArray("ips").add("x"));
        assertThat(applicant.fill(list).type()).isEqualTo("/problems/invalid");
        assertThat(applicant
                        .fill(ApiClient.object().put("full_name", "x".repeat(4001)))
                        .type())
                .isEqualTo("/problems/text-too-long");
        ObjectNode long100 = ApiClient.object();
        IntStream.range(0, 100).forEach(i -> long100.withArray("ips").add("x".repeat(100)));
        assertThat(applicant.fill(long100).type()).isEqualTo("/problems/text-too-long");
        assertThat(applicant
                        .fill(ApiClient.object().put("full_name", "x".repeat(64 * 1024)))
                        .type())
                .isEqualTo("/problems/too-large");
        assertThat(applicant
                        .client()
                        .call("PATCH", applicant.path(), "{\"answers\": {\"a\": 1, \"a\": 2}}")
                        .type())
                .isEqualTo("/problems/not-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"!done\"",
                "\"\\u0000\\u202e<script>alert(1)</script>\"",
                "\"\\ud800\"",
                "1e999999",
                "99999999999999999999999999",
                "-1.5",
                "true",
                "[]",
                "[\"a\", 1, false]",
            })
    void anUnusualValueIsAProblemOfItsKey(String value) {
        Applicant applicant = Applicant.begin();
        ApiClient.ApiResponse filled =
                applicant.client().call("PATCH", applicant.path(), "{\"answers\": {\"work_type\": " + value + "}}");
        assertThat(filled.status()).isEqualTo(200);
        assertThat(filled.body().at("/draft/problems/work_type/0").asText()).isNotBlank();
        assertThat(applicant.show().path("at").asText()).isEqualTo("work_type");
    }
}
