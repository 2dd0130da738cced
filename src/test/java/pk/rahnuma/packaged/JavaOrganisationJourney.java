package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.packaged.JavaClients.refused;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.client.ApiClient;
import pk.rahnuma.client.ApiException;
import pk.rahnuma.client.api.ApplicationsApi;
import pk.rahnuma.client.api.FilesApi;
import pk.rahnuma.client.api.MeApi;
import pk.rahnuma.client.api.OrganisationsApi;
import pk.rahnuma.client.api.TicketsApi;
import pk.rahnuma.client.model.ActionRequest;
import pk.rahnuma.client.model.ApplicantAction;
import pk.rahnuma.client.model.ConsentRequest;
import pk.rahnuma.client.model.DraftResponse;
import pk.rahnuma.client.model.FormOutcome;
import pk.rahnuma.client.model.InvitationAcceptRequest;
import pk.rahnuma.client.model.InvitationLookupRequest;
import pk.rahnuma.client.model.InvitationResponse;
import pk.rahnuma.client.model.IssuedKeyResponse;
import pk.rahnuma.client.model.KeyResponse;
import pk.rahnuma.client.model.KeyRotationRequest;
import pk.rahnuma.client.model.LineResponse;
import pk.rahnuma.client.model.LineStatus;
import pk.rahnuma.client.model.MemberChangeRequest;
import pk.rahnuma.client.model.MemberResponse;
import pk.rahnuma.client.model.NewDraftInput;
import pk.rahnuma.client.model.NewInvitationRequest;
import pk.rahnuma.client.model.NewKeyRequest;
import pk.rahnuma.client.model.OrganisationResponse;
import pk.rahnuma.client.model.SubmissionInput;

/// Two persons and a program work for a company, by the generated Java client.
final class JavaOrganisationJourney {

    private final JavaClients clients;

    JavaOrganisationJourney(JavaClients clients) {
        this.clients = clients;
    }

    void run() throws ApiException {
        ApiClient owner = clients.withToken(
                clients.signIn(clients.withoutToken(), "0300 3000001").getAccess());
        String reference = register(owner);
        OrganisationsApi organisations = new OrganisationsApi(owner);
        String organisation = organisations
                .listOrganisations(null)
                .getOrganisations()
                .getFirst()
                .getId();
        assertThat(organisations.showOrganisation(organisation, null).getActions())
                .contains(OrganisationResponse.ActionsEnum.INVITE);
        sendTable(owner, organisation, reference);
        admitMember(organisations, organisation);
        useKey(organisations, organisation, reference);
    }

    private String register(ApiClient owner) throws ApiException {
        return register(
                clients,
                owner,
                "35202-1234567-8",
                List.of(Map.of(
                        "site", "Lahore, head office",
                        "isp", "nayatel",
                        "subscriber_id", "NT-1",
                        "addresses", List.of("39.71.2.1"))));
    }

    /// Registers lines of a new company.
    ///
    /// @param identity number of the applicant
    /// @return reference of the application
    static String register(JavaClients clients, ApiClient owner, String identity, List<Map<String, Object>> lines)
            throws ApiException {
        Map<String, Object> answers = new HashMap<>(Map.of(
                "consent", true,
                "service", "vpn_registration",
                "org_type", "private_ltd",
                "ntn", "4174941-3",
                "legal_name", "Alif Software",
                "address", "12 Ferozepur Road",
                "city", "lahore",
                "company_proof_type", "incorporation",
                "applicant_name", "Amna Tariq",
                "applicant_cnic", identity));
        answers.putAll(Map.of(
                "applicant_mobile", "0300 1234567",
                "applicant_email", "amna@alif.example",
                "applicant_authority", "owner_director",
                "vpn_software", "OpenVPN",
                "purpose", "branch_network"));
        answers.put("connections", lines);
        for (String question : List.of("id_front", "id_back", "company_proof")) {
            answers.put(question, clients.uploadPhoto(owner, question));
        }
        ApplicationsApi applications = new ApplicationsApi(owner);
        FormOutcome draft = applications.createDraft(
                new NewDraftInput().form("register-company").answers(answers), null, null);
        FormOutcome sent =
                applications.submitDraft(draft.getDraft().getId(), new SubmissionInput().declaration(true), null, null);
        assertThat(sent.getAccepted()).as(sent.toString()).isTrue();
        return sent.getApplication().getReference();
    }

    /// Changes the line of before and adds two, of which one is withdrawn.
    private void sendTable(ApiClient owner, String organisation, String reference) throws ApiException {
        String table = clients.uploadTable(owner, """
                Site,Internet company,Subscriber ID,IP addresses
                "Lahore, head office",Nayatel,NT-1,39.71.2.9
                Multan,Wateen,WT-3,39.71.2.10-39.71.2.12
                Quetta,PTCL,081-5,39.71.2.13
                """);
        ApplicationsApi applications = new ApplicationsApi(owner);
        FormOutcome draft = applications.createDraft(
                new NewDraftInput()
                        .form("register-company")
                        .answers(Map.of(
                                "consent",
                                true,
                                "organisation",
                                organisation,
                                "service",
                                "vpn_registration",
                                "connections",
                                table)),
                null,
                null);
        assertThat(draft.getDraft().getComplete()).as(draft.toString()).isTrue();
        assertThat(draft.getDraft().getDeclaration()).contains("39.71.2.1 → 39.71.2.9");
        String next = applications
                .submitDraft(draft.getDraft().getId(), new SubmissionInput().declaration(true), null, null)
                .getApplication()
                .getReference();
        applications.takeAction(
                next, new ActionRequest().action(ApplicantAction.WITHDRAW).lines(List.of(2)), null, null);
        assertThat(applications
                        .listLines(next, null, null, null, null, null, null, null, null)
                        .getLines())
                .extracting(LineResponse::getStatus)
                .containsExactly(LineStatus.REQUESTED, LineStatus.WITHDRAWN);
        assertThat(applications
                        .listLines(reference, null, null, null, "39.71.2.9", null, null, null, null)
                        .getLines())
                .hasSize(1);
    }

    private void admitMember(OrganisationsApi owner, String organisation) throws ApiException {
        owner.createInvitation(
                organisation, new NewInvitationRequest().role(NewInvitationRequest.RoleEnum.VIEWER), null, null);
        InvitationResponse open =
                owner.listInvitations(organisation, null).getInvitations().getFirst();
        owner.revokeInvitation(organisation, open.getId(), null, null);
        String code = owner.createInvitation(
                        organisation, new NewInvitationRequest().role(NewInvitationRequest.RoleEnum.VIEWER), null, null)
                .getCode();

        ApiClient guest = clients.ofNewChat();
        MeApi me = new MeApi(guest);
        me.answerConsent(
                new ConsentRequest().version(me.showConsentText().getVersion()).given(true), null, null);
        OrganisationsApi invited = new OrganisationsApi(guest);
        assertThat(invited.lookUpInvitation(new InvitationLookupRequest().code(code), null)
                        .getOrganisation())
                .isEqualTo("Alif Software");
        invited.acceptInvitation(new InvitationAcceptRequest().code(code).name("Bilal Aslam"), null);
        MemberResponse waiting = owner.listMembers(organisation, null).getMembers().stream()
                .filter(MemberResponse::getWaiting)
                .findFirst()
                .orElseThrow();
        owner.changeMember(organisation, waiting.getId(), new MemberChangeRequest().admitted(true), null, null);
        assertThat(invited.showOrganisation(organisation, null).getRole()).hasToString("viewer");
        owner.removeMember(organisation, waiting.getId(), null, null);
        refused(404, () -> invited.showOrganisation(organisation, null));
    }

    private void useKey(OrganisationsApi owner, String organisation, String reference) throws ApiException {
        IssuedKeyResponse issued = owner.createKey(
                organisation,
                new NewKeyRequest()
                        .name("Accounting")
                        .scopes(List.of(
                                NewKeyRequest.ScopesEnum.APPLICATIONS_READ,
                                NewKeyRequest.ScopesEnum.APPLICATIONS_WRITE))
                        .expires(OffsetDateTime.now(ZoneOffset.UTC).plusDays(30).truncatedTo(ChronoUnit.SECONDS)),
                null,
                null);
        String key = issued.getKey().getId();
        ApiClient program = clients.withToken(issued.getSecret());
        ApplicationsApi applications = new ApplicationsApi(program);
        assertThat(applications.showApplication(reference, null).getOrganisation())
                .isEqualTo("Alif Software");
        String file = applications
                .listDocuments(reference)
                .getDocuments()
                .getFirst()
                .getHref()
                .replaceFirst(".*/", "");
        assertThat(new FilesApi(program).downloadFile(file)).isNotEmpty();
        clients.uploadPhoto(program, "id_front");
        for (String name : List.of("lahore-office", "multan")) {
            FormOutcome draft = applications.createDraft(
                    new NewDraftInput().form("register-company").name(name), null, null);
            assertThat(draft.getDraft().getName()).isEqualTo(name);
        }
        assertThat(applications.listDrafts().getDrafts())
                .extracting(DraftResponse::getName)
                .containsExactlyInAnyOrder("lahore-office", "multan");
        assertThat(refused(403, () -> new TicketsApi(program).listTickets(null, null))
                        .getType())
                .isEqualTo("/problems/not-allowed");

        String next = owner.rotateKey(organisation, key, new KeyRotationRequest().overlap(0), null, null)
                .getSecret();
        refused(401, () -> applications.showApplication(reference, null));
        ApplicationsApi renewed = new ApplicationsApi(clients.withToken(next));
        assertThat(renewed.listApplications(null, null).getApplications()).hasSize(2);
        assertThat(owner.listKeys(organisation, null).getKeys())
                .extracting(KeyResponse::getId)
                .containsExactly(key);
        owner.removeKey(organisation, key, null, null);
        refused(401, () -> renewed.showApplication(reference, null));
    }
}
