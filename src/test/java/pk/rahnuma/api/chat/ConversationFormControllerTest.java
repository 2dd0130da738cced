package pk.rahnuma.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.token.ChatTokens;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;

/// The conversation as a form of an app.
class ConversationFormControllerTest {

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().withProperty("rahnuma.api.messages", 1000).startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static ApiClient.ApiResponse form(ApiClient visitor) {
        return visitor.readMessages("/form");
    }

    private static ApiClient.ApiResponse put(ApiClient visitor, String body) {
        return visitor.send(visitor.request("/form").PUT(BodyPublishers.ofString(body)), true);
    }

    private static ApiClient.ApiResponse fill(ApiClient visitor, String id, ObjectNode answers) {
        ObjectNode body = ApiClient.object().put("id", id);
        body.set("answers", answers);
        return put(visitor, body.toString());
    }

    private static ApiClient.ApiResponse fill(ApiClient visitor, ObjectNode answers) {
        return fill(visitor, ApiClient.newId(), answers);
    }

    /// Client that has consented and is at the first question of a registration.
    private static ApiClient applicant() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        visitor.sendText("/start");
        visitor.post(ApiClient.object()
                .put("id", ApiClient.newId())
                .put("tap", "!start=register-individual")
                .toString());
        visitor.sendText("yes");
        return visitor;
    }

    private static ObjectNode person() {
        return ApiClient.object()
                .put("work_type", "freelancer")
                .put("full_name", "Ayesha Khan")
                .put("id_type", "cnic")
                .put("id_number", "35202-1234567-8")
                .put("mobile", "0300 1234567")
                .put("email", "ayesha@example.com")
                .put("province", "punjab")
                .put("city", "lahore");
    }

    private static ObjectNode work() {
        ObjectNode work = ApiClient.object()
                .put("tax_status", "unknown")
                .putNull("pseb_number")
                .put("engagement_proof_type", "client_email")
                .put("client_name", "Acme Software")
                .put("client_country", "Germany")
                .putNull("client_contact_email")
                .put("engagement_from", "2025-03-01")
                .putNull("engagement_to")
                .put("route", "static_ip")
                .put("isp", "nayatel")
                .put("subscriber_id", "NT-99812")
                .put("vpn_software", "OpenVPN")
                .put("vpn_protocol", "wireguard")
                .putNull("server_country")
                .putNull("destination")
                .put("purpose", "remote_servers")
                .put("purpose_text", "I maintain the web shop of a German client and reach its servers by VPN.")
                .put("declaration", true);
        work.putArray("ips").add("103.255.4.20");
        return work;
    }

    @Test
    void aFormShowsWhatIsAskedNowAndWhatWasAnswered() {
        ApiClient visitor = applicant();
        ApiClient.ApiResponse first = form(visitor);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.body().path("script").asText()).isEqualTo("register-individual");
        assertThat(first.body().path("waits").asText()).isEqualTo("question");
        assertThat(first.body().path("at").asText()).isEqualTo("work_type");
        JsonNode field = first.body().at("/fields/1");
        assertThat(field.path("type").asText()).isEqualTo("choice");
        assertThat(field.at("/options/0").toString()).isEqualTo("{\"value\":\"freelancer\",\"label\":\"Freelancer\"}");
        assertThat(field.path("answered").asBoolean(true)).isFalse();

        fill(visitor, person());
        JsonNode fields = form(visitor).body().path("fields");
        assertThat(fields.at("/3/key").asText()).isEqualTo("id_number");
        assertThat(fields.at("/3/value").asText()).isEqualTo("35202-•••••••-8");
    }

    private static String upload(ApiClient visitor, String question) {
        return visitor.uploadFile(question + ".jpg", BodyPublishers.ofByteArray(SampleFiles.cardFor(question)))
                .body()
                .path("file")
                .asText();
    }

    @Test
    void aWholeRegistrationIsFilledWithItsFilesSentByTheButtonOfTheChatAndItsDecisionIsSeen() {
        ApiClient visitor = applicant();
        ApiClient.ApiResponse some = fill(visitor, person());
        assertThat(some.status()).isEqualTo(200);
        assertThat(some.body().path("problems").toString()).isEqualTo("{}");
        assertThat(some.body().at("/form/at").asText()).isEqualTo("id_front");
        assertThat(some.lastMessage().path("text").asText())
                .startsWith("The form brought 6 answers.")
                .contains("The front of your identity card?");

        ObjectNode work = work();
        List.of("id_front", "id_back", "proof_file").forEach(file -> work.put(file, upload(visitor, file)));
        ApiClient.ApiResponse all = fill(visitor, work);
        assertThat(all.body().path("problems").toString()).isEqualTo("{}");
        assertThat(all.body().at("/form/waits").asText()).isEqualTo("review");
        assertThat(all.lastMessage().path("text").asText()).contains("Please check your application:", "103.255.4.20");

        JsonNode pictures = all.lastMessage().path("pictures");
        assertThat(pictures.findValuesAsText("name"))
                .containsExactly("Card, front", "Card, back", "Proof of work, file");
        assertThat(all.lastMessage().path("text").asText())
                .contains(pictures.at("/0/number").asInt() + ". Card, front: 📎");
        String href = pictures.at("/2/href").asText();
        assertThat(href).endsWith("/" + work.path("proof_file").asText() + "/thumbnail");
        assertThat(visitor.get(href.substring("/api/v1/conversation".length())).body())
                .startsWith(0xff, 0xd8, 0xff);

        ApiClient.ApiResponse sent = visitor.tapButton(all.lastMessage(), "Send");
        Matcher number = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}")
                .matcher(sent.texts().getLast());
        assertThat(number.find()).isTrue();
        assertThat(form(visitor).status()).isEqualTo(204);
        assertThat(visitor.readMessages("").texts()).anyMatch(text -> text.startsWith("The form brought"));

        Reference reference = Reference.parseText(number.group()).orElseThrow();
        Instant now = server.getBean(Clock.class).instant();
        assertThat(server.getBean(ApplicationReviewService.class)
                        .openDossier(reference, false, "sana", now)
                        .documents())
                .containsOnlyKeys("id_front", "id_back", "proof_file");
        server.getBean(DecisionProposalService.class)
                .decide(reference, new ApplicationDecision(ApplicationTransition.SCREEN), "sana", now);
        ApplicationDecision ask =
                new ApplicationDecision(ApplicationTransition.ASK, List.of(), "Whose letter is it?", null);
        server.getBean(DecisionProposalService.class).decide(reference, ask, "sana", now);
        assertThat(visitor.readMessages("").texts().getLast()).contains(number.group(), "Whose letter is it?");
    }

    @Test
    void theFilesAreLinksForTheirOwnerOnly() {
        ApiClient visitor = applicant();
        ObjectNode all = work();
        all.setAll(person());
        List.of("id_front", "id_back", "proof_file").forEach(file -> all.put(file, upload(visitor, file)));
        all.withArray("ips").removeAll().add("103.255.4.21");
        ApiClient.ApiResponse filled = fill(visitor, all);
        visitor.tapButton(filled.lastMessage(), "Send");
        ApiClient.ApiResponse detail = visitor.post(ApiClient.object()
                .put("id", ApiClient.newId())
                .put("tap", "!start=my-registrations")
                .toString());
        ApiClient.ApiResponse which = visitor.tapButton(detail.lastMessage(), "Get my files back");
        ApiClient.ApiResponse sent = visitor.tapButton(which.lastMessage(), "All of them");
        List<String> links = new ArrayList<>();
        sent.messages()
                .forEach(message -> message.path("files")
                        .forEach(file -> links.add(file.path("href").asText())));
        assertThat(links).hasSize(3).doesNotHaveDuplicates();
        assertThat(sent.texts()).containsSubsequence("Card, front", "Card, back", "Proof of work");
        List<String> files = List.of("id_front", "id_back", "proof_file");
        for (int i = 0; i < files.size(); i++) {
            String rest = links.get(i).substring("/api/v1/conversation".length());
            assertThat(visitor.get(rest).body()).isEqualTo(SampleFiles.cardFor(files.get(i)));
            assertThat(applicant().get(rest).status()).isEqualTo(404);
        }
        assertThat(visitor.readMessages("?limit=4").messages().findValuesAsText("href"))
                .containsExactlyElementsOf(links);
    }

    @Test
    void aForeignFileAndAMissingFileAreRefusedAlike() {
        ApiClient visitor = applicant();
        fill(visitor, person());
        String others = upload(applicant(), "id_front");
        String unknown = others.charAt(0) == '1' ? "2" + others.substring(1) : "1" + others.substring(1);
        for (String id : List.of(others, unknown, "1", "card.jpg", "true", "")) {
            ApiClient.ApiResponse answer = fill(visitor, ApiClient.object().put("id_front", id));
            assertThat(answer.body().path("problems").toString())
                    .as(id)
                    .isEqualTo("{\"id_front\":[\"I could not fetch that file. Please send it again.\"]}");
            assertThat(answer.body().at("/form/at").asText()).isEqualTo("id_front");
        }
        String own = upload(visitor, "id_front");
        assertThat(fill(visitor, ApiClient.object().put("id_front", own))
                        .body()
                        .at("/form/at")
                        .asText())
                .isEqualTo("id_back");
        ApiClient.ApiResponse changed = fill(visitor, ApiClient.object().put("id_front", others));
        assertThat(changed.body().path("problems").has("id_front")).isTrue();
        ApiClient.ApiResponse again = fill(visitor, ApiClient.object().put("id_front", own));
        assertThat(again.body().path("problems").toString()).isEqualTo("{}");
    }

    @Test
    void theIdOfAFileIsAnOrdinaryTextWhereNoFileIsAskedFor() {
        ApiClient visitor = applicant();
        ApiClient.ApiResponse answer = fill(visitor, person().put("full_name", upload(visitor, "id_front")));
        assertThat(answer.body().path("problems").has("full_name")).isTrue();
        assertThat(answer.body().at("/form/at").asText()).isEqualTo("full_name");
    }

    @Test
    void problemsAreReportedByKeyAndAgainForARepeatedMessage() {
        ApiClient visitor = applicant();
        String id = ApiClient.newId();
        ObjectNode answers = person().put("id_number", "123");
        ApiClient.ApiResponse first = fill(visitor, id, answers);
        assertThat(first.body().path("problems").size()).isEqualTo(1);
        assertThat(first.body().at("/problems/id_number/0").asText()).isNotBlank();
        assertThat(first.body().at("/form/at").asText()).isEqualTo("id_number");
        int lines = visitor.readMessages("").messages().size();
        ApiClient.ApiResponse again = fill(visitor, id, answers);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(visitor.readMessages("").messages().size()).isEqualTo(lines);
    }

    @Test
    void theSameAnswersSentAtOnceAreTakenOnce() throws Exception {
        ApiClient visitor = applicant();
        String id = ApiClient.newId();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Callable<ApiClient.ApiResponse>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<ApiClient.ApiResponse>) () -> fill(visitor, id, person()))
                    .toList();
            for (Future<ApiClient.ApiResponse> answer : many.invokeAll(calls)) {
                assertThat(answer.get().lastMessage().path("text").asText()).startsWith("The form brought 6 answers.");
            }
        }
        assertThat(visitor.readMessages("").texts().stream().filter(text -> text.startsWith("The form brought")))
                .hasSize(1);
    }

    @Test
    void chatAndFormAreOneConversation() {
        ApiClient visitor = applicant();
        fill(visitor, ApiClient.object().put("work_type", "freelancer"));
        visitor.sendText("Ayesha Khan");
        assertThat(form(visitor).body().at("/fields/2/value").asText()).isEqualTo("Ayesha Khan");
        visitor.sendText("/language");
        visitor.sendText("اردو");
        assertThat(form(visitor).body().path("title").asText()).containsPattern("[\\u0600-\\u06ff]");
        assertThat(fill(visitor, ApiClient.object().put("id_number", "35202-1234567-8"))
                        .lastMessage()
                        .path("text")
                        .asText())
                .startsWith("✓ کارڈ نمبر: \u206835202-•••••••-8\u2069\n");
    }

    @Test
    void answersForAnEarlierFormContinueItAndForAForeignOneOrAnUnknownKeyAreRefused() {
        ApiClient visitor = applicant();
        String session = form(visitor).body().path("session").asText();
        visitor.sendText("/status");
        ObjectNode body = ApiClient.object().put("id", ApiClient.newId()).put("session", session);
        body.putObject("answers").put("reference", "K7MP-4RTX-9X");
        ApiClient.ApiResponse unknown = put(visitor, body.toString());
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("detail").asText()).contains("`reference`");
        body.putObject("answers").put("work_type", "freelancer");
        ApiClient.ApiResponse earlier = put(visitor, body.toString());
        assertThat(earlier.body().at("/form/script").asText()).isEqualTo("register-individual");
        assertThat(earlier.body().at("/form/at").asText()).isEqualTo("full_name");
        body.put("id", ApiClient.newId()).put("session", "zz");
        assertThat(put(visitor, body.toString()).status()).isEqualTo(404);
    }

    @Test
    void nobodysConversationAndOneWhereNothingRunsHaveNoForm() {
        ApiClient stranger = ApiClient.asBrowser(server.address(), ChatTokens.createToken());
        assertThat(form(stranger).status()).isEqualTo(204);
        ApiClient.ApiResponse answer = fill(stranger, person());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("/problems/unauthenticated");
        assertThat(answer.cookie()).isEmpty();

        ApiClient visitor = applicant();
        visitor.sendText("/menu");
        assertThat(form(visitor).status()).isEqualTo(204);
        ApiClient.ApiResponse nothing = fill(visitor, person());
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.body().has("form")).isFalse();
        assertThat(nothing.lastMessage().path("text").asText()).startsWith("Nothing is open at the moment.");
    }

    @Test
    void oneSeesAndFillsOnlyOnesOwnForm() {
        ApiClient ayesha = applicant();
        fill(ayesha, person());
        ApiClient other = ApiClient.asBrowser(server.address());
        other.sendText("/start");
        assertThat(form(other).response().body()).doesNotContain("Ayesha");
        fill(other, ApiClient.object().put("full_name", "Somebody Else"));
        assertThat(form(ayesha).body().at("/fields/2/value").asText()).isEqualTo("Ayesha Khan");
    }

    @Test
    void aLateCommitIsRetriedAndDoneOnce() {
        try (TestServer slow =
                TestServer.onH2().withProperty("rahnuma.api.patience", "300ms").startServer()) {
            ApiClient visitor = ApiClient.asBrowser(slow.address());
            // The first messages may take longer than that too.
            for (String text : List.of("register", "yes")) {
                String repeated = ApiClient.newId();
                AwaitSupport.await()
                        .until(() -> visitor.sendText(repeated, text).status() == 200);
            }
            String id = ApiClient.newId();
            ObjectNode work = ApiClient.object().put("work_type", "freelancer");
            slow.sql().inTransaction(() -> {
                slow.sql().queryList(Long.class, "select id from conversation for update");
                assertThat(fill(visitor, id, work).status()).isEqualTo(503);
            });
            ApiClient.ApiResponse answer = fill(visitor, id, work);
            while (answer.status() == 503) {
                answer = fill(visitor, id, work);
            }
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.texts().getFirst()).startsWith("✓ Work: Freelancer\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\": \"12345678\"}",
                "{\"answers\": {}}",
                "{\"id\": 12345678, \"answers\": {}}",
                "{\"id\": \"1234567\", \"answers\": {}}",
                "{\"id\": \"12345678\", \"answers\": null}",
                "{\"id\": \"12345678\", \"answers\": []}",
                "{\"id\": \"12345678\", \"answers\": \"a\"}",
                "{\"id\": \"12345678\", \"answers\": {\"\": 1}}",
                "{\"id\": \"12345678\", \"answers\": {\"Name\": 1}}",
                "{\"id\": \"12345678\", \"answers\": {\"a/b\": 1}}",
                "{\"id\": \"12345678\", \"answers\": {\"a/1/b/2\": 1}}",
                "{\"id\": \"12345678\", \"answers\": {\"../../etc\": 1}}",
                "{\"id\": \"12345678\", \"answers\": {\"a\": {}}}",
                "{\"id\": \"12345678\", \"answers\": {\"a\": [[]]}}",
                "{\"id\": \"12345678\", \"answers\": {\"a\": [null]}}",
                "{\"id\": \"12345678\", \"answers\": {}, \"session\": 5}",
                "{\"id\": \"12345678\", \"answers\": {}, \"session\": \"A B\"}",
            })
    void refusesInvalidAnswers(String body) {
        ApiClient.ApiResponse answer = put(applicant(), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.type()).isEqualTo("/problems/invalid");
    }

    @Test
    void tooMuchIsRefused() {
        ApiClient visitor = applicant();
        ObjectNode many = ApiClient.object();
        IntStream.range(0, 201).forEach(i -> many.put("a" + i, 1));
        assertThat(fill(visitor, many).type()).isEqualTo("/problems/invalid");
        ObjectNode list = ApiClient.object();
        IntStream.range(0, 257).forEach(i -> list.withArray("ips").add("x"));
        assertThat(fill(visitor, list).type()).isEqualTo("/problems/invalid");
        assertThat(fill(visitor, ApiClient.object().put("full_name", "x".repeat(4001)))
                        .type())
                .isEqualTo("/problems/text-too-long");
        ObjectNode long100 = ApiClient.object();
        IntStream.range(0, 100).forEach(i -> long100.withArray("ips").add("x".repeat(100)));
        assertThat(fill(visitor, long100).type()).isEqualTo("/problems/text-too-long");
        assertThat(fill(visitor, ApiClient.object().put("full_name", "x".repeat(64 * 1024)))
                        .type())
                .isEqualTo("/problems/too-large");
        assertThat(put(visitor, "{\"id\": \"12345678\", \"answers\": {\"a\": 1, \"a\": 2}}")
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
        ApiClient visitor = applicant();
        ApiClient.ApiResponse answer =
                put(visitor, "{\"id\": \"" + ApiClient.newId() + "\", \"answers\": {\"work_type\": " + value + "}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/problems/work_type/0").asText()).isNotBlank();
        assertThat(form(visitor).body().path("at").asText()).isEqualTo("work_type");
    }

    @Test
    void anotherSiteCannotFillAForm() {
        ApiClient visitor = applicant();
        ApiClient.ApiResponse answer = visitor.send(
                visitor.request("/form").PUT(BodyPublishers.ofString("{\"id\": \"12345678\", \"answers\": {}}")),
                true,
                "Sec-Fetch-Site",
                "cross-site");
        assertThat(answer.status()).isEqualTo(403);
    }
}
