package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.SeparatedValues;
import pk.rahnuma.document.SampleFiles;

/// Answers and files that fill a draft: whose they may be, which are refused, and repeats.
class DraftAnswersTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final String PERSON = """
            {"work_type": "freelancer", "full_name": "Ayesha Khan", "id_number": "35202-1234567-8",
            "mobile": "0300 1234567", "email": "ayesha@example.com", "city": "lahore",
            "vpn_software": "OpenVPN"}""";

    /// A person with a draft at its first question after the consent.
    private record Applicant(ApiClient client, String draft) {
        static Applicant begin() {
            ApiClient client = ApiPersons.createPerson(server);
            return new Applicant(
                    client, ApiForms.createDraft(client, ApiClient.object().put("consent", true)));
        }

        ApiClient.ApiResponse fill(Object answers) {
            return fill(ApiClient.newId(), answers);
        }

        ApiClient.ApiResponse fill(String key, Object answers) {
            return ApiForms.fill(client, draft, answers, "Idempotency-Key", key);
        }

        ApiClient.ApiResponse answer(String question, String answer) {
            return fill(ApiClient.object().put(question, answer));
        }
    }

    @Test
    void aForeignFileAndAMissingFileAreRefusedAlike() {
        Applicant applicant = Applicant.begin();
        applicant.fill(PERSON);
        String others = ApiForms.uploadCard(Applicant.begin().client(), "id_front");
        String unknown = others.charAt(0) == '1' ? "2" + others.substring(1) : "1" + others.substring(1);
        for (String id : List.of(others, unknown, "1", "card.jpg", "true", "")) {
            ApiClient.ApiResponse refused = applicant.answer("id_front", id);
            assertThat(refused.at("/draft/problems").toString())
                    .as(id)
                    .isEqualTo("{\"id_front\":[\"I could not fetch that file. Please send it again.\"]}");
            assertThat(refused.text("/draft/at")).isEqualTo("id_front");
        }
        String own = ApiForms.uploadCard(applicant.client(), "id_front");
        assertThat(applicant.answer("id_front", own).text("/draft/at")).isEqualTo("id_back");
        assertThat(applicant.answer("id_front", others).at("/draft/problems").has("id_front"))
                .isTrue();
        assertThat(applicant.answer("id_front", own).at("/draft/problems")).isEmpty();
    }

    @Test
    void theIdOfAFileIsAnOrdinaryTextWhereNoFileIsAskedFor() {
        Applicant applicant = Applicant.begin();
        applicant.answer("work_type", "freelancer");
        ApiClient.ApiResponse filled =
                applicant.answer("full_name", ApiForms.uploadCard(applicant.client(), "id_front"));
        assertThat(filled.at("/draft/problems").has("full_name")).isTrue();
        assertThat(filled.text("/draft/at")).isEqualTo("full_name");
    }

    @Test
    void theFilesAreLinksForTheirOwnerOnly() {
        ApiClient client = ApiPersons.createPerson(server);
        String draft = ApiForms.createDraft(client, ApiForms.individual(client));
        JsonNode pictures = client.readMessages("").lastMessage().path("pictures");
        assertThat(pictures.findValuesAsText("name"))
                .containsExactly("Card, front", "Card, back", "Proof of work, file");
        String picture = pictures.at("/2/href").asText().substring("/api/v1/conversation".length());
        assertThat(client.get(picture).body()).startsWith(0xff, 0xd8, 0xff);

        ApiForms.submit(client, draft);
        ApiClient.ApiResponse which =
                client.tapButton(client.tapData("!start=my-registrations").lastMessage(), "Get my files back");
        ApiClient.ApiResponse sent = client.tapButton(which.lastMessage(), "All of them");
        List<String> links = new ArrayList<>();
        sent.messages().forEach(message -> links.addAll(message.path("files").findValuesAsText("href")));
        assertThat(links).hasSize(3).doesNotHaveDuplicates();
        ApiClient other = Applicant.begin().client();
        List<String> questions = List.of("id_front", "id_back", "proof_file");
        for (int i = 0; i < questions.size(); i++) {
            String rest = links.get(i).substring("/api/v1/conversation".length());
            assertThat(client.get(rest).body()).isEqualTo(SampleFiles.cardFor(questions.get(i)));
            other.get(rest).requireStatus(404);
        }
    }

    @Test
    void problemsAreReportedByKeyAndAgainForARepeatedRequest() {
        Applicant applicant = Applicant.begin();
        String key = ApiClient.newId();
        ObjectNode answers = ApiClient.json(PERSON).put("id_number", "123");
        ApiClient.ApiResponse first = applicant.fill(key, answers);
        assertThat(first.at("/draft/problems")).hasSize(1);
        assertThat(first.text("/draft/problems/id_number/0")).isNotBlank();
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
                    .mapToObj(i -> (Callable<ApiClient.ApiResponse>) () -> applicant.fill(key, PERSON))
                    .toList();
            for (Future<ApiClient.ApiResponse> answer : many.invokeAll(calls)) {
                assertThat(answer.get().text("/draft/at")).isEqualTo("id_front");
            }
        }
        assertThat(applicant.client().readMessages("").texts())
                .filteredOn(text -> text.startsWith("The form brought"))
                .hasSize(1);
    }

    @Test
    void oneSeesAndFillsOnlyOnesOwnDraft() {
        Applicant ayesha = Applicant.begin();
        ayesha.fill(PERSON);
        ApiClient other = ApiPersons.createPerson(server);
        other.read(ayesha.draft()).requireStatus(404);
        ApiForms.fill(other, ayesha.draft(), "{\"full_name\": \"Somebody Else\"}")
                .requireStatus(404);
        assertThat(ayesha.client().read(ayesha.draft()).response().body()).contains("Ayesha Khan");
    }

    static Stream<String> invalidAnswers() {
        return SeparatedValues.split("""
                {} | {"answers": null} | {"answers": []} | {"answers": "a"} | {"answers": {"": 1}} |
                {"answers": {"Name": 1}} | {"answers": {"a/b": 1}} | {"answers": {"a/1/b/2": 1}} |
                {"answers": {"../../etc": 1}} | {"answers": {"a": {}}} | {"answers": {"a": [[]]}} |
                {"answers": {"a": [null]}}""");
    }

    @ParameterizedTest
    @MethodSource("invalidAnswers")
    void refusesInvalidAnswers(String body) {
        Applicant applicant = Applicant.begin();
        applicant.client().call("PATCH", applicant.draft(), body).requireProblem(422, "invalid");
    }

    @Test
    void tooMuchIsRefused() {
        Applicant applicant = Applicant.begin();
        ObjectNode many = ApiClient.object();
        IntStream.range(0, 201).forEach(i -> many.put("a" + i, 1));
        applicant.fill(many).requireProblem("invalid");
        ObjectNode list = ApiClient.object();
        IntStream.range(0, 257).forEach(i -> list.withArray("ips").add("x"));
        applicant.fill(list).requireProblem("invalid");
        applicant.answer("full_name", "x".repeat(4001)).requireProblem("text-too-long");
        ObjectNode long100 = ApiClient.object();
        IntStream.range(0, 100).forEach(i -> long100.withArray("ips").add("x".repeat(100)));
        applicant.fill(long100).requireProblem("text-too-long");
        applicant.answer("full_name", "x".repeat(64 * 1024)).requireProblem("too-large");
        applicant.fill("{\"a\": 1, \"a\": 2}").requireProblem("not-json");
    }

    static Stream<String> unusualValues() {
        return SeparatedValues.split("""
                "" | "!done" | "\\ud800" | 1e999999 | 99999999999999999999999999 | -1.5 | true | [] |
                ["a", 1, false]""", "\"\\u0000\\u202e<script>alert(1)</script>\"");
    }

    @ParameterizedTest
    @MethodSource("unusualValues")
    void anUnusualValueIsAProblemOfItsKey(String value) {
        Applicant applicant = Applicant.begin();
        assertThat(applicant.fill("{\"work_type\": " + value + "}").text("/draft/problems/work_type/0"))
                .isNotBlank();
        assertThat(applicant.client().read(applicant.draft()).text("/at")).isEqualTo("work_type");
    }
}
