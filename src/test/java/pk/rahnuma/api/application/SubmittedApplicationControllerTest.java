package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.StatementLog;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.identity.PersonIdentityRepository;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;

class SubmittedApplicationControllerTest {

    private static final String DRAFTS = "api/v1/applications/drafts";
    private static final String APPLICATIONS = "api/v1/applications";

    private static final TestServer server = TestServer.onH2().shareServer();
    private static int lastAddress = 20;

    private static ApiClient app() {
        return ApiPersons.createPerson(server);
    }

    private static ApiClient.ApiResponse send(ApiClient app, String method, String path, String body, String key) {
        HttpRequest.Builder request = app.requestTo(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return app.send(key == null ? request : request.header("Idempotency-Key", key), body != null);
    }

    private static ApiClient.ApiResponse send(ApiClient app, String method, String path, String body) {
        return send(app, method, path, body, null);
    }

    private static String answers(ObjectNode answers) {
        return ApiClient.object().set("answers", answers).toString();
    }

    private static ObjectNode individual(ApiClient app) {
        ObjectNode all = ApiClient.object()
                .put("consent", true)
                .put("work_type", "freelancer")
                .put("full_name", "Ayesha Khan")
                .put("id_number", "35202-1234567-8")
                .put("mobile", "0300 1234567")
                .put("email", "ayesha@example.com")
                .put("city", "lahore")
                .put("route", "static_ip")
                .put("isp", "nayatel")
                .put("subscriber_id", "NT-99812")
                .put("vpn_software", "OpenVPN")
                .put("purpose", "remote_servers")
                .put("client_name", "Acme Software");
        all.putArray("ips").add("103.255.4." + ++lastAddress);
        List.of("id_front", "id_back", "proof_file").forEach(file -> all.put(file, upload(app, file)));
        return all;
    }

    private static String upload(ApiClient app, String question) {
        return app.uploadFile(question + ".jpg", BodyPublishers.ofByteArray(SampleFiles.cardFor(question)))
                .body()
                .path("file")
                .asText();
    }

    private static String createDraft(ApiClient app, ObjectNode answers) {
        ObjectNode body = ApiClient.object().put("form", "register-individual");
        body.set("answers", answers);
        ApiClient.ApiResponse created = send(app, "POST", DRAFTS, body.toString());
        assertThat(created.status()).isEqualTo(201);
        return created.body().at("/draft/id").asText();
    }

    private static JsonNode submit(ApiClient app, String draft) {
        ApiClient.ApiResponse sent = send(app, "POST", DRAFTS + "/" + draft + "/submission", "{\"declaration\": true}");
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(200);
        return sent.body();
    }

    private static String registered(ApiClient app) {
        return submit(app, createDraft(app, individual(app)))
                .at("/application/reference")
                .asText();
    }

    private static void decide(String reference, ApplicationDecision decision) {
        Instant now = server.getBean(Clock.class).instant();
        server.getBean(DecisionProposalService.class)
                .decide(Reference.parseText(reference).orElseThrow(), decision, "sana", now);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void aChangeOfADraftOpensTheConversationOnceBeforeAndOnceAfterIt() {
        ApiClient app = app();
        String draft = createDraft(app, ApiClient.object().put("consent", true));
        try (StatementLog log = StatementLog.open()) {
            assertThat(send(
                                    app,
                                    "PATCH",
                                    DRAFTS + "/" + draft,
                                    answers(ApiClient.object().put("work_type", "freelancer")))
                            .status())
                    .isEqualTo(200);
            assertThat(log.ofControllers())
                    .filteredOn(each -> each.contains("FROM `conversation` c"))
                    .hasSize(2);
        }
    }

    @Test
    void addressesThatThePersonProvedAreMarkedInTheirApplication() {
        ApiClient app = app();
        String reference = registered(app);
        assertThat(send(app, "GET", APPLICATIONS + "/" + reference, null).body().path("verified"))
                .isEmpty();
        Instant now = server.getBean(Clock.class).instant();
        server.getBean(PersonIdentityRepository.class)
                .saveProved(
                        ApiPersons.personOf(server, app),
                        new IdentityAddress(IdentityKind.EMAIL, "ayesha@example.com"),
                        now);
        JsonNode verified =
                send(app, "GET", APPLICATIONS + "/" + reference, null).body().path("verified");
        assertThat(verified).hasSize(1);
        assertThat(verified.path("email").asText()).isEqualTo(now.toString());
    }

    @Test
    void aWholeRegistrationIsCreatedFilledCheckedSubmittedListedAndShown() {
        ApiClient app = app();
        ApiClient.ApiResponse created = send(app, "POST", DRAFTS, "{\"form\": \"register-individual\"}");
        assertThat(created.status()).isEqualTo(201);
        String draft = created.body().at("/draft/id").asText();
        assertThat(created.header("Location")).isEqualTo("/" + DRAFTS + "/" + draft);
        assertThat(created.body().at("/draft/at").asText()).isEqualTo("consent");

        ObjectNode all = individual(app);
        ApiClient.ApiResponse early =
                send(app, "POST", DRAFTS + "/" + draft + "/submission", "{\"declaration\": true}");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.type()).isEqualTo("/problems/incomplete");
        assertThat(early.body().path("detail").asText()).contains("`consent`");

        ApiClient.ApiResponse filled = send(app, "PATCH", DRAFTS + "/" + draft, answers(all));
        assertThat(filled.status()).isEqualTo(200);
        assertThat(filled.body().at("/draft/problems")).isEmpty();
        assertThat(filled.body().at("/draft/untaken")).isEmpty();
        assertThat(filled.body().at("/draft/complete").asBoolean()).isTrue();
        assertThat(send(app, "GET", DRAFTS, null).body().at("/drafts/0/id").asText())
                .isEqualTo(draft);
        assertThat(app.readMessages("").texts().getLast()).contains("Please check your application:");

        JsonNode sent = submit(app, draft);
        assertThat(sent.path("result").asText()).isEqualTo("received");
        assertThat(sent.path("accepted").asBoolean()).isTrue();
        assertThat(sent.path("text").asText())
                .contains(sent.at("/application/reference").asText());
        assertThat(sent.at("/application/status").asText()).isEqualTo("SUBMITTED");
        assertThat(sent.at("/application/next").asText()).isEqualTo("desk");
        assertThat(texts(sent.at("/application/actions"))).containsExactly("withdraw");
        assertThat(sent.at("/application/timeline/0/by").asText()).isEqualTo("applicant");

        String reference = sent.at("/application/reference").asText();
        JsonNode listed = send(app, "GET", APPLICATIONS, null).body();
        assertThat(listed.path("applications").findValuesAsText("reference")).containsExactly(reference);
        assertThat(listed.has("next")).isFalse();
        assertThat(send(app, "GET", APPLICATIONS + "/" + reference, null)
                        .body()
                        .path("line")
                        .asText())
                .contains("103.255.4.");
        JsonNode documents = send(app, "GET", APPLICATIONS + "/" + reference + "/documents", null)
                .body()
                .path("documents");
        assertThat(documents.findValuesAsText("question")).containsExactly("id_front", "id_back", "proof_file");
        assertThat(send(app, "GET", documents.at("/0/href").asText().substring(1), null)
                        .status())
                .isEqualTo(200);
        assertThat(send(app, "GET", DRAFTS, null).body().path("drafts")).isEmpty();
    }

    @Test
    void problemsAndUnneededAnswersAreNamedAndUnknownOnesRefuseTheRequest() {
        ApiClient app = app();
        ObjectNode some = ApiClient.object()
                .put("consent", true)
                .put("work_type", "freelancer")
                .put("full_name", "Ayesha Khan")
                .put("id_number", "123")
                .put("operator", "jazz");
        String draft = createDraft(app, ApiClient.object().put("consent", true));
        JsonNode checked = send(app, "POST", DRAFTS + "/" + draft + "/check", answers(some))
                .body();
        assertThat(checked.at("/problems/id_number/0").asText()).contains("13 digits");
        assertThat(texts(checked.path("untaken"))).containsExactly("operator");
        ApiClient.ApiResponse refusal = send(
                app, "PATCH", DRAFTS + "/" + draft, answers(ApiClient.object().put("consent", false)));
        assertThat(refusal.status()).as("a consent that was given").isEqualTo(422);
        assertThat(refusal.body().path("detail").asText()).contains("DELETE /api/v1/me/consents");
        assertThat(send(app, "GET", DRAFTS + "/" + draft, null)
                        .body()
                        .path("at")
                        .asText())
                .isEqualTo("work_type");
        JsonNode filled =
                send(app, "PATCH", DRAFTS + "/" + draft, answers(some)).body();
        assertThat(filled.at("/draft/problems/id_number/0").asText()).contains("13 digits");
        assertThat(filled.at("/draft/at").asText()).isEqualTo("id_number");
        some.put("colour", "red");
        ApiClient.ApiResponse unknown = send(app, "PATCH", DRAFTS + "/" + draft, answers(some));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("detail").asText()).contains("`colour`");
        assertThat(send(app, "PATCH", DRAFTS + "/" + draft, "{\"answers\": {}, \"x\": 1}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aCompanyIsRegisteredWithItsLinesInOneList() {
        ApiClient app = app();
        ObjectNode company = ApiClient.object()
                .put("consent", true)
                .put("service", "vpn_registration")
                .put("org_type", "private_ltd")
                .put("legal_name", "Alif Software (Private) Limited")
                .put("ntn", "4174941-3")
                .put("address", "12 Ferozepur Road")
                .put("city", "lahore")
                .put("company_proof_type", "incorporation")
                .put("applicant_name", "Amna Tariq")
                .put("applicant_cnic", "35202-1234567-8")
                .put("applicant_mobile", "0300 1234567")
                .put("applicant_email", "amna@alif.example")
                .put("applicant_authority", "owner_director")
                .put("vpn_software", "OpenVPN")
                .put("purpose", "client_systems");
        List.of("company_proof", "id_front", "id_back").forEach(file -> company.put(file, upload(app, file)));
        for (String site : List.of("Lahore, head office", "Karachi")) {
            ObjectNode line = company.withArray("connections")
                    .addObject()
                    .put("site", site)
                    .put("isp", "nayatel")
                    .put("subscriber_id", "NT-99812");
            line.putArray("addresses").add("103.255.4." + ++lastAddress);
        }
        ObjectNode body = ApiClient.object().put("form", "register-company");
        body.set("answers", company);
        JsonNode created = send(app, "POST", DRAFTS, body.toString()).body();
        assertThat(created.at("/draft/problems")).isEmpty();
        assertThat(created.at("/draft/untaken")).isEmpty();
        assertThat(created.at("/draft/complete").asBoolean()).isTrue();
        JsonNode sent = submit(app, created.at("/draft/id").asText());
        assertThat(sent.at("/application/organisation").asText()).isEqualTo("Alif Software (Private) Limited");
        assertThat(sent.at("/application/line").asText())
                .contains("103.255.4." + lastAddress, "103.255.4." + (lastAddress - 1));
    }

    @Test
    void aRepeatedRequestTakesEffectOnceAndAnotherBodyIsRefused() {
        ApiClient app = app();
        String draft = createDraft(app, individual(app));
        String path = DRAFTS + "/" + draft + "/submission";
        String key = ApiClient.newId();
        JsonNode first = send(app, "POST", path, "{\"declaration\": true}", key).body();
        JsonNode second =
                send(app, "POST", path, "{\"declaration\": true}", key).body();
        assertThat(second).isEqualTo(first);
        assertThat(second.path("result").asText()).isEqualTo("received");
        assertThat(second.path("accepted").asBoolean()).isTrue();
        assertThat(send(app, "GET", APPLICATIONS, null).body().path("applications"))
                .hasSize(1);
        assertThat(send(app, "POST", path, "{\"declaration\":true}", key).type())
                .isEqualTo("/problems/idempotency-key-reused");
        assertThat(send(app, "POST", path, "{\"declaration\": true}").status()).isEqualTo(404);
        assertThat(send(app, "POST", path, "{\"declaration\": false}").status()).isEqualTo(422);
    }

    @Test
    void anApplicationIsWithdrawnOnceByItsApplicantOnly() {
        ApiClient app = app();
        String reference = registered(app);
        String path = APPLICATIONS + "/" + reference + "/actions";
        ApiClient other = app();
        assertThat(send(other, "GET", APPLICATIONS + "/" + reference, null).status())
                .isEqualTo(404);
        assertThat(send(other, "POST", path, "{\"action\": \"withdraw\"}").status())
                .isEqualTo(404);
        assertThat(send(app, "POST", path, "{\"action\": \"cancel\"}").type()).isEqualTo("/problems/not-possible");
        String key = ApiClient.newId();
        JsonNode withdrawn =
                send(app, "POST", path, "{\"action\": \"withdraw\"}", key).body();
        assertThat(withdrawn.path("result").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.at("/application/status").asText()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.path("text").asText())
                .startsWith("Your application " + reference + " is withdrawn")
                .doesNotContain("our staff act");
        JsonNode repeated =
                send(app, "POST", path, "{\"action\": \"withdraw\"}", key).body();
        assertThat(repeated).isEqualTo(withdrawn);
        assertThat(send(app, "POST", path, "{\"action\": \"withdraw\"}").status())
                .isEqualTo(409);
    }

    @Test
    void anActionOnAnApplicationThatHasChangedSinceIsRefused() {
        ApiClient app = app();
        String path = APPLICATIONS + "/" + registered(app);
        String tag = app.call("GET", path, null).header("ETag");
        assertThat(app.call("GET", path, null, "If-None-Match", tag).status()).isEqualTo(304);
        String withdraw = "{\"action\": \"withdraw\"}";
        ApiClient.ApiResponse refused = app.call("POST", path + "/actions", withdraw, "If-Match", "\"stale\"");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.type()).isEqualTo("/problems/precondition-failed");
        assertThat(app.call("GET", path, null).header("ETag")).isEqualTo(tag);
        String[] headers = {"If-Match", tag, "Idempotency-Key", ApiClient.newId()};
        assertThat(app.call("POST", path + "/actions", withdraw, headers).status())
                .isEqualTo(200);
        assertThat(app.call("POST", path + "/actions", withdraw, headers).status())
                .as("a repeat")
                .isEqualTo(200);
        assertThat(app.call("GET", path, null).header("ETag")).isNotEqualTo(tag);
        assertThat(app.call("POST", path + "/actions", "{\"action\": \"look_again\"}", "If-Match", tag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aQuestionOfStaffIsAnsweredByADraft() {
        ApiClient app = app();
        String reference = registered(app);
        registered(app);
        decide(reference, new ApplicationDecision(ApplicationTransition.SCREEN));
        decide(reference, new ApplicationDecision(ApplicationTransition.ASK, List.of(), "Whose letter is it?", null));
        JsonNode asked = send(app, "GET", APPLICATIONS + "/" + reference, null).body();
        assertThat(asked.path("status").asText()).isEqualTo("NEEDS_INFO");
        assertThat(asked.path("note").asText()).isEqualTo("Whose letter is it?");
        assertThat(texts(asked.path("actions"))).startsWith("answer");
        JsonNode begun = send(app, "POST", APPLICATIONS + "/" + reference + "/actions", "{\"action\": \"answer\"}")
                .body();
        assertThat(begun.at("/draft/form").asText()).isEqualTo("supply");
        String draft = begun.at("/draft/id").asText();
        JsonNode filled = send(
                        app,
                        "PATCH",
                        DRAFTS + "/" + draft,
                        answers(ApiClient.object().put("told", "It is the letter of my client.")))
                .body();
        assertThat(filled.at("/draft/at").asText())
                .as("an optional question, which is left open")
                .isEqualTo("further_document");
        assertThat(submit(app, draft).path("result").asText()).isEqualTo("supplied");
        assertThat(send(app, "GET", APPLICATIONS + "/" + reference, null)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("SCREENING");
    }

    @Test
    void anAnswerToStaffThatWasBegunIsNotBegunAgain() {
        ApiClient app = app();
        String reference = registered(app);
        decide(reference, new ApplicationDecision(ApplicationTransition.SCREEN));
        decide(
                reference,
                new ApplicationDecision(ApplicationTransition.ASK, List.of(), null, null, List.of("isp", "ips")));
        String path = APPLICATIONS + "/" + reference + "/actions";
        String draft = send(app, "POST", path, "{\"action\": \"answer\"}")
                .body()
                .at("/draft/id")
                .asText();
        ApiClient.ApiResponse filled = send(
                app, "PATCH", DRAFTS + "/" + draft, answers(ApiClient.object().put("isp", "ptcl")));
        assertThat(filled.status()).as(filled.body().toString()).isEqualTo(200);
        JsonNode again = send(app, "POST", path, "{\"action\": \"answer\"}").body();
        assertThat(again.at("/draft/id").asText()).isEqualTo(draft);
        assertThat(again.at("/draft/at").asText()).isEqualTo("ips");
    }

    @Test
    void theLineOfAFreelancerIsChangedByADraft() {
        ApiClient app = app();
        String reference = registered(app);
        decide(reference, new ApplicationDecision(ApplicationTransition.SCREEN));
        decide(reference, new ApplicationDecision(ApplicationTransition.VERIFY));
        decide(reference, new ApplicationDecision(ApplicationTransition.CONFIRM));
        decide(reference, new ApplicationDecision(ApplicationTransition.APPROVE, List.of(), null, "PTA-77"));
        String draft = send(app, "POST", APPLICATIONS + "/" + reference + "/actions", "{\"action\": \"change_line\"}")
                .body()
                .at("/draft/id")
                .asText();
        ObjectNode line =
                ApiClient.object().put("route", "static_ip").put("isp", "ptcl").put("subscriber_id", "0421234567");
        line.putArray("ips").add("103.255.4." + ++lastAddress);
        JsonNode filled =
                send(app, "PATCH", DRAFTS + "/" + draft, answers(line)).body();
        assertThat(filled.at("/draft/complete").asBoolean())
                .as(filled.toString())
                .isTrue();
        JsonNode sent = submit(app, draft);
        assertThat(sent.path("result").asText()).isEqualTo("changed");
        assertThat(sent.at("/application/reference").asText()).isEqualTo(reference);
        assertThat(sent.at("/application/status").asText()).isEqualTo("CHANGE_PENDING");
    }

    @Test
    void aDoubtfulChangeKeepsTheAnswerBefore() {
        ApiClient app = app();
        String draft = createDraft(app, individual(app));
        String path = DRAFTS + "/" + draft;
        JsonNode doubted = send(app, "PATCH", path, answers(ApiClient.object().put("email", "ayesha@gmial.com")))
                .body();
        assertThat(texts(doubted.at("/draft/doubtful"))).containsExactly("email");
        assertThat(doubted.at("/draft/complete").asBoolean()).isTrue();
        assertThat(doubted.at("/draft/fields").toString()).contains("a•••@example.com");
        JsonNode kept = send(app, "PATCH", path, answers(ApiClient.object().put("email", "ayesha@gmial.com")))
                .body();
        assertThat(kept.at("/draft/problems")).isEmpty();
        assertThat(kept.at("/draft/fields").toString()).contains("a•••@gmial.com");
    }

    @Test
    void aFormThatWasBegunInTheChatIsFinishedInTheAppAndADraftIsDiscarded() {
        ApiClient app = app();
        app.sendText("/start");
        app.post(ApiClient.object()
                .put("id", ApiClient.newId())
                .put("tap", "!start=register-individual")
                .toString());
        app.sendText("yes");
        app.sendText("freelancer");
        app.sendText("menu");
        JsonNode drafts = send(app, "GET", DRAFTS, null).body().path("drafts");
        assertThat(drafts).hasSize(1);
        String draft = drafts.at("/0/id").asText();
        JsonNode filled = send(
                        app,
                        "PATCH",
                        DRAFTS + "/" + draft,
                        answers(ApiClient.object().put("full_name", "Ali Khan")))
                .body();
        assertThat(filled.at("/draft/at").asText()).isEqualTo("id_number");
        assertThat(send(app, "POST", DRAFTS, "{\"form\": \"register-individual\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send(app, "DELETE", DRAFTS + "/" + draft, null).status()).isEqualTo(204);
        assertThat(send(app, "DELETE", DRAFTS + "/" + draft, null).status()).isEqualTo(404);
        assertThat(send(app, "PATCH", DRAFTS + "/" + draft, answers(ApiClient.object()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aListHasPages() {
        ApiClient app = app();
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            references.addFirst(registered(app));
        }
        JsonNode first = send(app, "GET", APPLICATIONS + "?limit=2", null).body();
        JsonNode second = send(
                        app,
                        "GET",
                        APPLICATIONS + "?limit=2&cursor=" + first.path("next").asText(),
                        null)
                .body();
        List<String> found = first.path("applications").findValuesAsText("reference");
        found.addAll(second.path("applications").findValuesAsText("reference"));
        assertThat(found).isEqualTo(references);
        assertThat(second.has("next")).isFalse();
        assertThat(send(app, "GET", APPLICATIONS + "?cursor=nonsense", null).status())
                .isEqualTo(400);
    }

    @Test
    void aChangeThatIsBasedOnAnEarlierVersionOfTheDraftIsRefused() {
        ApiClient app = app();
        String draft = createDraft(app, ApiClient.object().put("consent", true));
        String path = DRAFTS + "/" + draft;
        String tag = send(app, "GET", path, null).header("ETag");
        assertThat(patchIfMatch(app, path, tag, "work_type", "freelancer").status())
                .isEqualTo(200);
        ApiClient.ApiResponse late = patchIfMatch(app, path, tag, "full_name", "Ali Khan");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.type()).isEqualTo("/problems/precondition-failed");
        ApiClient.ApiResponse read = send(app, "GET", path, null);
        assertThat(read.body().path("at").asText()).isEqualTo("full_name");
        assertThat(patchIfMatch(app, path, read.header("ETag"), "full_name", "Ali Khan")
                        .body()
                        .at("/draft/at")
                        .asText())
                .isEqualTo("id_number");
        assertThat(app.send(
                                app.requestTo(path)
                                        .header(
                                                "If-None-Match",
                                                send(app, "GET", path, null).header("ETag"))
                                        .GET(),
                                false)
                        .status())
                .isEqualTo(304);
    }

    private static ApiClient.ApiResponse patchIfMatch(
            ApiClient app, String path, String tag, String name, String value) {
        return app.send(
                app.requestTo(path)
                        .header("If-Match", tag)
                        .method(
                                "PATCH",
                                BodyPublishers.ofString(
                                        answers(ApiClient.object().put(name, value)))),
                true);
    }
}
