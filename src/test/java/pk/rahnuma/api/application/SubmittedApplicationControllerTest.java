package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.api.ApiForms.APPLICATIONS;
import static pk.rahnuma.api.ApiForms.DECLARATION;
import static pk.rahnuma.api.ApiForms.DRAFTS;
import static pk.rahnuma.api.ApiForms.act;
import static pk.rahnuma.api.ApiForms.createDraft;
import static pk.rahnuma.api.ApiForms.fill;
import static pk.rahnuma.api.ApiForms.individual;
import static pk.rahnuma.api.ApiForms.register;
import static pk.rahnuma.api.ApiForms.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.StatementLog;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.desk.Caller;
import pk.rahnuma.desk.DeskException;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.desk.FormChange;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.desk.RequestIdentity;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicantTransitionService;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;

class SubmittedApplicationControllerTest {
    private static final TestServer server = TestServer.onH2().shareServer();

    private final ApiClient app = ApiPersons.createPerson(server);

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private String beginDraft() {
        return createDraft(app, ApiClient.object().put("consent", true));
    }

    private ApiClient.ApiResponse show(String reference) {
        return app.read(APPLICATIONS + "/" + reference);
    }

    @Test
    void aChangeOfADraftOpensTheConversationOnceBesideItsTurn() {
        String draft = beginDraft();
        try (StatementLog log = StatementLog.open()) {
            fill(app, draft, "{\"work_type\": \"freelancer\"}").requireStatus(200);
            assertThat(log.ofControllers())
                    .filteredOn(each -> each.contains("FROM `conversation` c"))
                    .hasSize(1);
        }
    }

    @Test
    void addressesThatThePersonProvedAreMarkedInTheirApplication() {
        String reference = register(app);
        assertThat(show(reference).at("/verified")).isEmpty();
        ApiPersons.proveEmail(server, app, "ayesha@example.com");
        assertThat(show(reference).at("/verified").has("email")).isTrue();
        assertThat(show(reference).at("/verified")).hasSize(1);
    }

    @Test
    void aWholeRegistrationIsCreatedFilledCheckedSubmittedListedAndShown() {
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.REVIEWER);
        ApiClient.ApiResponse created =
                app.call("POST", DRAFTS, "{\"form\": \"register-individual\"}").requireStatus(201);
        String draft = DRAFTS + "/" + created.text("/draft/id");
        assertThat(created.header("Location")).isEqualTo("/" + draft);
        assertThat(created.text("/draft/at")).isEqualTo("consent");

        ApiClient.ApiResponse early =
                app.call("POST", draft + "/submission", DECLARATION).requireProblem(409, "incomplete");
        assertThat(early.text("/detail")).contains("`consent`");

        JsonNode filled = fill(app, draft, individual(app)).requireStatus(200).at("/draft");
        assertThat(filled.path("problems")).isEmpty();
        assertThat(filled.path("untaken")).isEmpty();
        assertThat(filled.path("complete").asBoolean()).isTrue();
        assertThat(app.read(DRAFTS).at("/drafts").findValuesAsText("id"))
                .containsExactly(filled.path("id").asText());
        assertThat(app.readMessages("").texts().getLast()).contains("Please check your application:");

        ApiClient.ApiResponse sent = submit(app, draft);
        String reference = sent.text("/application/reference");
        assertThat(sent.text("/result")).isEqualTo("received");
        assertThat(sent.at("/accepted").asBoolean()).isTrue();
        assertThat(sent.text("/text")).contains(reference);
        assertThat(sent.text("/application/status")).isEqualTo("received");
        assertThat(sent.text("/application/next")).isEqualTo("desk");
        assertThat(texts(sent.at("/application/actions"))).containsExactly("change", "withdraw");
        assertThat(sent.text("/application/timeline/0/by")).isEqualTo("applicant");

        assertThat(app.read(APPLICATIONS).at("/applications").findValuesAsText("reference"))
                .containsExactly(reference);
        assertThat(show(reference).text("/line")).contains("103.255.");
        JsonNode documents = show(reference + "/documents").at("/documents");
        assertThat(documents.findValuesAsText("question")).containsExactly("id_front", "id_back", "proof_file");
        app.read(documents.at("/0/href").asText().substring(1)).requireStatus(200);
        assertThat(app.read(DRAFTS).at("/drafts")).isEmpty();
    }

    @Test
    void problemsAndUnneededAnswersAreNamedAndUnknownOnesRefuseTheRequest() {
        ObjectNode some = ApiClient.json("""
                {"consent": true, "work_type": "freelancer", "full_name": "Ayesha Khan", "id_number": "123",
                "operator": "jazz"}""");
        String draft = beginDraft();
        ApiClient.ApiResponse checked = app.call("POST", draft + "/check", "{\"answers\": " + some + "}");
        assertThat(checked.text("/problems/id_number/0")).contains("13 digits");
        assertThat(texts(checked.at("/untaken"))).containsExactly("operator");
        ApiClient.ApiResponse withdrawal =
                fill(app, draft, "{\"consent\": false}").requireStatus(422);
        assertThat(withdrawal.text("/detail")).contains("DELETE /api/v1/me/consents");
        assertThat(app.read(draft).text("/at")).isEqualTo("work_type");
        ApiClient.ApiResponse filled = fill(app, draft, some);
        assertThat(filled.text("/draft/problems/id_number/0")).contains("13 digits");
        assertThat(filled.text("/draft/at")).isEqualTo("id_number");
        ApiClient.ApiResponse unknown =
                fill(app, draft, some.put("colour", "red")).requireStatus(422);
        assertThat(unknown.text("/detail")).contains("`colour`");
        app.call("PATCH", draft, "{\"answers\": {}, \"x\": 1}").requireStatus(422);
    }

    @Test
    void aRepeatedRequestTakesEffectOnceAndAnotherBodyIsRefused() {
        String path = createDraft(app, individual(app)) + "/submission";
        String[] key = {"Idempotency-Key", ApiClient.newId()};
        ApiClient.ApiResponse first = app.call("POST", path, DECLARATION, key);
        assertThat(app.call("POST", path, DECLARATION, key).body()).isEqualTo(first.body());
        assertThat(first.text("/result")).isEqualTo("received");
        assertThat(first.at("/accepted").asBoolean()).isTrue();
        assertThat(app.read(APPLICATIONS).at("/applications")).hasSize(1);
        app.call("POST", path, "{\"declaration\":true}", key).requireProblem("idempotency-key-reused");
        assertThat(app.call("POST", path, DECLARATION).requireStatus(200).text("/application/reference"))
                .as("without a key")
                .isEqualTo(first.text("/application/reference"));
        app.call("POST", path, "{\"declaration\": false}").requireStatus(422);
    }

    @Test
    void anApplicationIsWithdrawnOnceByItsApplicantOnly() {
        String reference = register(app);
        ApiClient other = ApiPersons.createPerson(server);
        other.read(APPLICATIONS + "/" + reference).requireStatus(404);
        act(other, reference, "withdraw").requireStatus(404);
        act(app, reference, "end").requireProblem("not-possible");
        // Based on the state before it: a repeat does not look at that again.
        String[] headers = {
            "Idempotency-Key", ApiClient.newId(), "If-Match", show(reference).header("ETag")
        };
        ApiClient.ApiResponse withdrawn = act(app, reference, "withdraw", headers);
        assertThat(withdrawn.text("/result")).isEqualTo("withdrawn");
        assertThat(withdrawn.text("/application/status")).isEqualTo("withdrawn");
        assertThat(withdrawn.text("/text"))
                .startsWith("Your application " + reference + " is withdrawn")
                .doesNotContain("our staff act");
        assertThat(act(app, reference, "withdraw", headers).body()).isEqualTo(withdrawn.body());
        act(app, reference, "withdraw").requireStatus(409);
    }

    @Test
    void anActionThatAnotherHasOvertakenIsRefused() {
        String reference = register(app);
        long person = findPerson(reference);
        Chat chat =
                server.getBean(ChatRepository.class).findByConversation(person).getFirst();
        assertThatThrownBy(() -> server.getBean(ApplicationActionService.class)
                        .takeImmediateAction(
                                chat,
                                reference,
                                ApplicantAction.WITHDRAW,
                                Set.of(),
                                seen -> withdraw(person, reference)))
                .isInstanceOf(DeskException.class)
                .hasMessageContaining("has changed meanwhile");
    }

    @Test
    void aChangeThatADecisionOvertakesAtTheSameMomentIsNotBegun() {
        String reference = register(app);
        long person = findPerson(reference);
        Chat chat =
                server.getBean(ChatRepository.class).findByConversation(person).getFirst();
        DraftService drafts = server.getBean(DraftService.class);
        ApplicationActionService actions = server.getBean(ApplicationActionService.class);
        FormChange change = drafts.openChange(
                new Caller(chat, "en", false), new RequestIdentity(ApiClient.newId(), reference, false));
        ApplicationView shown = actions.requireApplication(chat, reference);
        assertThatThrownBy(() -> actions.beginAction(change, shown, ApplicantAction.CHANGE, null, seen -> {
                    if (seen != shown) {
                        throw DeskException.changed();
                    }
                }))
                .isInstanceOf(DeskException.class);
        assertThat(app.read(DRAFTS).at("/drafts")).isEmpty();
    }

    @Test
    void aReportIsOfALineThatIsRegisteredAtThatMoment() {
        String reference = register(app);
        ApiPersons.decide(server, reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(server, reference, DecisionFixture.approval("PTA-77"));
        Chat chat = server.getBean(ChatRepository.class)
                .findByConversation(findPerson(reference))
                .getFirst();
        ApplicationActionService actions = server.getBean(ApplicationActionService.class);
        FormChange change = server.getBean(DraftService.class)
                .openChange(new Caller(chat, "en", false), new RequestIdentity(ApiClient.newId(), reference, false));
        ApplicationView shown = actions.requireApplication(chat, reference);
        FormOutcome outcome = actions.beginAction(
                change, shown, ApplicantAction.LINE_BLOCKED, null, seen -> act(app, reference, "end"));
        assertThat(outcome.result()).isEqualTo("not_registered");
        assertThat(app.read("api/v1/tickets").at("/tickets")).isEmpty();
    }

    @Test
    void anAnswerThatADecisionOvertookIsRefusedWhenItIsSent() {
        String reference = register(app);
        ApiPersons.decide(server, reference, LineTransition.VERIFY);
        ApiPersons.decide(server, reference, DecisionFixture.question("Whose letter is it?"));
        String draft = DRAFTS + "/" + act(app, reference, "answer").text("/draft/id");
        fill(app, draft, "{\"told\": \"It is the letter of my client.\"}").requireStatus(200);
        ApiPersons.decide(server, reference, LineTransition.RECEIVE);
        ApiClient.ApiResponse sent = submit(app, draft);
        assertThat(sent.at("/accepted").asBoolean()).isFalse();
        assertThat(sent.text("/result")).isEqualTo("not_supplied");
    }

    @Test
    void ofElevenApplicationsTheOldestIsChanged() {
        String oldest = register(app);
        for (int i = 0; i < 10; i++) {
            register(app);
        }
        assertThat(act(app, oldest, "change").text("/application/reference")).isEqualTo(oldest);
        assertThat(act(app, oldest, "change").text("/draft/at")).isEqualTo("part");
    }

    private static long findPerson(String reference) {
        return server.getBean(ApplicationRepository.class)
                .findApplication(Reference.parseText(reference).orElseThrow())
                .orElseThrow()
                .conversation();
    }

    private static void withdraw(long person, String reference) {
        assertThat(server.getBean(ApplicantTransitionService.class)
                        .tryAction(
                                person,
                                reference,
                                ApplicantAction.WITHDRAW,
                                Set.of(),
                                server.getBean(Clock.class).instant()))
                .isTrue();
    }

    @Test
    void aQuestionOfStaffIsAnsweredByADraft() {
        String reference = register(app);
        register(app);
        ApiPersons.decide(server, reference, LineTransition.VERIFY);
        ApiPersons.decide(server, reference, DecisionFixture.question("Whose letter is it?"));
        ApiClient.ApiResponse asked = show(reference);
        assertThat(asked.text("/status")).isEqualTo("needs_you");
        assertThat(asked.text("/note")).isEqualTo("Whose letter is it?");
        assertThat(texts(asked.at("/actions"))).startsWith("answer");
        ApiClient.ApiResponse begun = act(app, reference, "answer");
        assertThat(begun.text("/draft/form")).isEqualTo("supply");
        String draft = DRAFTS + "/" + begun.text("/draft/id");
        assertThat(fill(app, draft, "{\"told\": \"It is the letter of my client.\"}")
                        .text("/draft/at"))
                .as("an optional question, which is left open")
                .isEqualTo("further_document");
        assertThat(submit(app, draft).text("/result")).isEqualTo("supplied");
        assertThat(show(reference).text("/status")).isEqualTo("received");
    }

    @Test
    void anAnswerToStaffThatWasBegunIsNotBegunAgain() {
        String reference = register(app);
        ApiPersons.decide(server, reference, LineTransition.VERIFY);
        ApiPersons.decide(
                server,
                reference,
                new ApplicationDecision(LineTransition.ASK, List.of(), null, null, List.of("isp", "ips")));
        String draft = act(app, reference, "answer").text("/draft/id");
        fill(app, DRAFTS + "/" + draft, "{\"isp\": \"ptcl\"}").requireStatus(200);
        ApiClient.ApiResponse again = act(app, reference, "answer");
        assertThat(again.text("/draft/id")).isEqualTo(draft);
        assertThat(again.text("/draft/at")).isEqualTo("ips");
    }

    @Test
    void theLineOfAFreelancerIsChangedByADraft() {
        String reference = register(app);
        ApiPersons.decide(server, reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(server, reference, DecisionFixture.approval("PTA-77"));
        ApiClient.ApiResponse begun = act(app, reference, "change");
        assertThat(begun.at("/draft/untaken")).isEmpty();
        String draft = DRAFTS + "/" + begun.text("/draft/id");
        ApiClient.ApiResponse filled = fill(app, draft, """
                {"kind": "move", "part": ["isp", "ips"], "isp": "ptcl", "subscriber_id": "0421234567", "ips": ["%s"]}""".formatted(ApiForms.newAddress()));
        assertThat(filled.at("/draft/complete").asBoolean())
                .as(filled.toString())
                .isTrue();
        String[] key = {"Idempotency-Key", ApiClient.newId()};
        ApiClient.ApiResponse sent = app.call("POST", draft + "/submission", DECLARATION, key);
        assertThat(sent.text("/result")).isEqualTo("changed");
        assertThat(app.call("POST", draft + "/submission", DECLARATION, key).text("/application/reference"))
                .isEqualTo(reference);
        assertThat(submit(app, draft).text("/application/reference"))
                .as("with another key")
                .isEqualTo(reference);
        assertThat(sent.text("/application/reference")).isEqualTo(reference);
        assertThat(sent.text("/application/lines/0/status")).isEqualTo("change_pending");
    }

    @Test
    void theReportOfABlockedLineIsSentWithoutItsOptionalAnswer() {
        String reference = register(app);
        ApiPersons.decide(server, reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(server, reference, DecisionFixture.approval("PTA-77"));
        ApiClient.ApiResponse begun = act(app, reference, "line_blocked");
        String draft = DRAFTS + "/" + begun.text("/draft/id");
        assertThat(app.call("POST", draft + "/submission", DECLARATION)
                        .requireProblem(409, "incomplete")
                        .text("/detail"))
                .contains("`since`");
        assertThat(fill(app, draft, "{\"since\": \"today\"}").text("/draft/at")).isEqualTo("vpn_protocol");
        ApiClient.ApiResponse sent = submit(app, draft);
        assertThat(sent.text("/result")).isEqualTo("reported");
        assertThat(sent.text("/application/reference")).isEqualTo(reference);
        assertThat(submit(app, draft).text("/application/reference"))
                .as("with another key")
                .isEqualTo(reference);
        assertThat(texts(show(reference).at("/actions"))).contains("line_blocked");
    }

    @Test
    void aDoubtfulChangeKeepsTheAnswerBefore() {
        String draft = createDraft(app, individual(app));
        String mistyped = "{\"email\": \"ayesha@gmial.com\"}";
        ApiClient.ApiResponse doubted = fill(app, draft, mistyped);
        assertThat(texts(doubted.at("/draft/doubtful"))).containsExactly("email");
        assertThat(doubted.at("/draft/complete").asBoolean()).isTrue();
        assertThat(doubted.at("/draft/fields").toString()).contains("a•••@example.com");
        ApiClient.ApiResponse kept = fill(app, draft, mistyped);
        assertThat(kept.at("/draft/problems")).isEmpty();
        assertThat(kept.at("/draft/fields").toString()).contains("a•••@gmial.com");
    }

    @Test
    void aFormThatWasBegunInTheChatIsFinishedInTheAppAndADraftIsDiscarded() {
        app.sendText("/start");
        app.tapData("!start=register-individual");
        List.of("yes", "freelancer", "menu").forEach(app::sendText);
        assertThat(app.read(DRAFTS).at("/drafts")).hasSize(1);
        String draft = DRAFTS + "/" + app.read(DRAFTS).text("/drafts/0/id");
        assertThat(fill(app, draft, "{\"full_name\": \"Ali Khan\"}").text("/draft/at"))
                .isEqualTo("id_number");
        app.call("POST", DRAFTS, "{\"form\": \"register-individual\"}").requireStatus(200);
        app.delete(draft).requireStatus(204);
        app.delete(draft).requireStatus(404);
        fill(app, draft, "{}").requireStatus(404);
    }

    @Test
    void aListHasPages() {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            references.addFirst(register(app));
        }
        assertThat(app.readPages(APPLICATIONS + "?limit=2", "/applications"))
                .extracting(each -> each.path("reference").asText())
                .isEqualTo(references);
        app.read(APPLICATIONS + "?cursor=nonsense").requireStatus(400);
    }
}
