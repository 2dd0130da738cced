package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.packaged.JavaClients.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.client.ApiClient;
import pk.rahnuma.client.ApiException;
import pk.rahnuma.client.api.ApplicationsApi;
import pk.rahnuma.client.api.DevicesApi;
import pk.rahnuma.client.api.FilesApi;
import pk.rahnuma.client.api.FormsApi;
import pk.rahnuma.client.api.GuidanceApi;
import pk.rahnuma.client.api.MeApi;
import pk.rahnuma.client.api.MyDataApi;
import pk.rahnuma.client.api.NotificationsApi;
import pk.rahnuma.client.api.SignInApi;
import pk.rahnuma.client.api.StatusApi;
import pk.rahnuma.client.api.TicketsApi;
import pk.rahnuma.client.model.ActionRequest;
import pk.rahnuma.client.model.AddressStatusRequest;
import pk.rahnuma.client.model.AnswersInput;
import pk.rahnuma.client.model.ApplicantAction;
import pk.rahnuma.client.model.ApplicationResponse;
import pk.rahnuma.client.model.ApplicationStatus;
import pk.rahnuma.client.model.DocumentResponse;
import pk.rahnuma.client.model.DraftResponse;
import pk.rahnuma.client.model.EligibilityResponse;
import pk.rahnuma.client.model.FormOutcome;
import pk.rahnuma.client.model.GuidanceTopic;
import pk.rahnuma.client.model.NewDraftInput;
import pk.rahnuma.client.model.NewTicketRequest;
import pk.rahnuma.client.model.PersonChangeRequest;
import pk.rahnuma.client.model.RefreshRequest;
import pk.rahnuma.client.model.StatusRequest;
import pk.rahnuma.client.model.StatusResponse;
import pk.rahnuma.client.model.SubmissionInput;
import pk.rahnuma.client.model.TicketResponse;
import pk.rahnuma.client.model.TokensResponse;
import pk.rahnuma.document.SampleFiles;

/// Every operation by the client that the build generates from the description of the API: its names, types and media
/// types are those of the server.
@Tag("long")
class GeneratedJavaClientTest {

    @TempDir
    private Path folder;

    private static Map<String, Object> individual(JavaClients clients, ApiClient client) throws ApiException {
        Map<String, Object> answers = new HashMap<>(Map.of(
                "consent", true,
                "work_type", "freelancer",
                "full_name", "Ayesha Khan",
                "id_number", "35202-1234567-8",
                "mobile", "0300 1234567",
                "email", "ayesha@example.com",
                "city", "lahore",
                "route", "static_ip",
                "isp", "nayatel"));
        answers.put("subscriber_id", "NT-99812");
        answers.put("vpn_software", "OpenVPN");
        answers.put("purpose", "remote_servers");
        answers.put("client_name", "Acme Software");
        answers.put("ips", List.of("103.255.4.21"));
        for (String file : List.of("id_front", "id_back", "proof_file")) {
            answers.put(file, clients.uploadPhoto(client, file));
        }
        return answers;
    }

    @Test
    void everyOperationRunsByTheGeneratedClient() throws ApiException, IOException {
        try (PackagedServer server = PackagedServer.startOnMariaDb()) {
            JavaClients clients = new JavaClients(server, folder);
            readGuidance(clients.withoutToken());
            checkEligibility(clients.withoutToken());
            ApiClient client = signInByCode(clients);
            String draft = fillDraft(clients, client);
            String reference = submit(client, draft);
            readDocuments(client, reference);
            readStatus(clients.withoutToken(), reference);
            refused(404, () -> new StatusApi(client).findByAddress(new AddressStatusRequest().proof("000000"), null));
            withdraw(client, reference);
            openTicket(client, reference);
            readPerson(client);
            refuseAStranger(clients.ofNewChat(), reference);
            new JavaClientJourney(clients).run(reference);
            new JavaOrganisationJourney(clients).run();
            clients.called().requireAll();
        }
    }

    @Test
    void aCompanyFollowsItsLinesInASandbox() throws ApiException {
        try (PackagedServer server = PackagedServer.startSandbox()) {
            new JavaSandboxJourney(new JavaClients(server, folder)).run();
        }
    }

    private static ApiClient signInByCode(JavaClients clients) throws ApiException {
        ApiClient chat = clients.ofNewChat();
        TokensResponse tokens = clients.signIn(chat, "0300 7654321");
        TokensResponse next =
                new SignInApi(chat).refreshTokens(new RefreshRequest().refresh(tokens.getRefresh()), null);
        ApiClient client = clients.withToken(next.getAccess());
        assertThat(new DevicesApi(client).listDevices().getDevices())
                .singleElement()
                .satisfies(device -> assertThat(device.getCurrent()).isTrue());
        return client;
    }

    private static void readStatus(ApiClient client, String reference) throws ApiException {
        StatusApi statuses = new StatusApi(client);
        StatusResponse status =
                statuses.showStatus(new StatusRequest().reference(reference).proof("35202-1234567-8"), null);
        assertThat(status.getStatus()).isEqualTo(ApplicationStatus.RECEIVED);
        refused(
                404,
                () -> statuses.showStatus(
                        new StatusRequest().reference(reference).proof("35202-1234567-9"), null));
    }

    private static void readGuidance(ApiClient client) throws ApiException {
        GuidanceApi guidance = new GuidanceApi(client);
        assertThat(guidance.listTopics(null, null).getTopics()).isNotEmpty();
        GuidanceTopic topic = guidance.showTopic("fee", null, null);
        assertThat(topic.getAnswer()).isNotBlank();
        assertThat(topic.getAsOf()).isNotNull();
        assertThat(guidance.searchTopics("do I have to pay anything?", null).getTopics())
                .extracting(each -> each.getId())
                .containsExactly("fee");
    }

    private static void checkEligibility(ApiClient client) throws ApiException {
        FormsApi forms = new FormsApi(client);
        Map<String, String> situation =
                Map.of("situation", "work", "need", "alone", "which", "employer", "line", "static");
        AnswersInput answers = new AnswersInput();
        EligibilityResponse response = forms.checkEligibility(answers, null, null);
        for (int questions = 0; response.getResult() == null && questions < 10; questions++) {
            String question = response.getNext().getKey();
            assertThat(response.getNext().getOptions())
                    .extracting(each -> each.getValue())
                    .contains(situation.get(question));
            answers.putAnswersItem(question, situation.get(question));
            response = forms.checkEligibility(answers, null, null);
        }
        assertThat(response.getResult()).isEqualTo("by_address");
        assertThat(response.getForms()).contains("register-individual");
        assertThat(forms.listForms(null).getForms())
                .extracting(each -> each.getName())
                .contains("register-individual");
        assertThat(forms.showFormSchema("register-individual", null)).containsKeys("x-order", "properties");
    }

    private static String fillDraft(JavaClients clients, ApiClient client) throws ApiException {
        ApplicationsApi applications = new ApplicationsApi(client);
        DraftResponse draft = applications
                .createDraft(
                        new NewDraftInput().form("register-individual").answers(Map.of("consent", true)), null, null)
                .getDraft();
        assertThat(draft.getAt()).isEqualTo("work_type");
        Map<String, Object> answers = individual(clients, client);
        Map<String, Object> wrong = new HashMap<>(answers);
        wrong.put("id_number", "123");
        assertThat(applications
                        .checkDraft(draft.getId(), new AnswersInput().answers(wrong), null)
                        .getProblems())
                .containsOnlyKeys("id_number");
        assertThat(refused(
                                409,
                                () -> applications.submitDraft(
                                        draft.getId(), new SubmissionInput().declaration(true), null, null))
                        .getType())
                .isEqualTo("/problems/incomplete");
        DraftResponse filled = applications
                .fillDraft(draft.getId(), new AnswersInput().answers(answers), null, null)
                .getDraft();
        assertThat(filled.getProblems()).isEmpty();
        assertThat(filled.getComplete()).isTrue();
        assertThat(applications.listDrafts().getDrafts())
                .extracting(DraftResponse::getId)
                .containsExactly(draft.getId());
        return draft.getId();
    }

    private static String submit(ApiClient client, String draft) throws ApiException {
        ApplicationsApi applications = new ApplicationsApi(client);
        FormOutcome sent = applications.submitDraft(draft, new SubmissionInput().declaration(true), null, null);
        assertThat(sent.getResult()).isEqualTo("received");
        assertThat(sent.getAccepted()).isTrue();
        String reference = sent.getApplication().getReference();
        assertThat(applications.listApplications(null, null).getApplications())
                .extracting(ApplicationResponse::getReference)
                .containsExactly(reference);
        assertThat(applications
                        .listLines(reference, null, null, null, null, null, null, null, null)
                        .getLines())
                .singleElement()
                .satisfies(line -> assertThat(line.getParts().getAddresses()).hasSize(1));
        assertThat(applications
                        .exportLines("json", reference, null, null, null, null, null)
                        .getLines())
                .hasSize(1);
        refused(422, () -> applications.giveCertificate(reference));
        ApplicationResponse read = applications.showApplication(reference, null);
        assertThat(read.getStatus()).isEqualTo(ApplicationStatus.RECEIVED);
        assertThat(read.getNext()).as("the server has no staff").hasToString("unstaffed");
        assertThat(read.getDue()).isNull();
        assertThat(read.getActions()).containsExactly(ApplicantAction.CHANGE, ApplicantAction.WITHDRAW);
        return reference;
    }

    private static void readDocuments(ApiClient client, String reference) throws ApiException, IOException {
        List<DocumentResponse> documents =
                new ApplicationsApi(client).listDocuments(reference).getDocuments();
        assertThat(documents)
                .extracting(DocumentResponse::getQuestion)
                .containsExactly("id_front", "id_back", "proof_file");
        String file = documents.getFirst().getHref().replaceFirst(".*/", "");
        Path downloaded = new FilesApi(client).downloadFile(file).toPath();
        assertThat(downloaded).hasBinaryContent(SampleFiles.cardFor("id_front"));
        Files.delete(downloaded);
    }

    private static void withdraw(ApiClient client, String reference) throws ApiException {
        ApplicationsApi applications = new ApplicationsApi(client);
        FormOutcome withdrawn =
                applications.takeAction(reference, new ActionRequest().action(ApplicantAction.WITHDRAW), null, null);
        assertThat(withdrawn.getApplication().getStatus()).isEqualTo(ApplicationStatus.WITHDRAWN);
        refused(
                409,
                () -> applications.takeAction(
                        reference, new ActionRequest().action(ApplicantAction.WITHDRAW), null, null));
    }

    private static void openTicket(ApiClient client, String reference) throws ApiException {
        TicketsApi tickets = new TicketsApi(client);
        TicketResponse opened = tickets.openTicket(
                new NewTicketRequest()
                        .topic(NewTicketRequest.TopicEnum.COMPLAINT)
                        .text("My provider does not answer.")
                        .reference(reference),
                null);
        assertThat(tickets.showTicket(opened.getNumber(), null).getText()).isEqualTo("My provider does not answer.");
        assertThat(tickets.listTickets(null, null).getTickets())
                .extracting(TicketResponse::getNumber)
                .containsExactly(opened.getNumber());
    }

    private static void readPerson(ApiClient client) throws ApiException {
        MeApi me = new MeApi(client);
        assertThat(me.showPerson(null).getConsent()).isNotNull();
        me.changePerson(new PersonChangeRequest().language(PersonChangeRequest.LanguageEnum.UR_LATN), null, null);
        assertThat(me.showPerson(null).getLanguage()).hasToString("ur-Latn");
        assertThat(new MyDataApi(client).exportData("json")).containsKey("applications");
        assertThat(new NotificationsApi(client).listNotifications(null, null).getNotifications())
                .isNotNull();
    }

    private static void refuseAStranger(ApiClient stranger, String reference) {
        assertThat(refused(404, () -> new ApplicationsApi(stranger).showApplication(reference, null))
                        .getType())
                .isEqualTo("/problems/not-found");
    }
}
