package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.packaged.JavaClients.refused;

import java.time.OffsetDateTime;
import java.util.Map;
import pk.rahnuma.client.ApiClient;
import pk.rahnuma.client.ApiException;
import pk.rahnuma.client.api.ApplicationsApi;
import pk.rahnuma.client.api.ConversationApi;
import pk.rahnuma.client.api.DevicesApi;
import pk.rahnuma.client.api.FilesApi;
import pk.rahnuma.client.api.LinksApi;
import pk.rahnuma.client.api.MeApi;
import pk.rahnuma.client.api.MyDataApi;
import pk.rahnuma.client.api.NotificationsApi;
import pk.rahnuma.client.api.SignInApi;
import pk.rahnuma.client.api.TicketsApi;
import pk.rahnuma.client.model.AnswersInput;
import pk.rahnuma.client.model.CodeRequest;
import pk.rahnuma.client.model.ConsentRequest;
import pk.rahnuma.client.model.Device;
import pk.rahnuma.client.model.DraftResponse;
import pk.rahnuma.client.model.MessageInput;
import pk.rahnuma.client.model.NewDraftInput;
import pk.rahnuma.client.model.NewTicketMessageRequest;
import pk.rahnuma.client.model.NewTicketRequest;
import pk.rahnuma.client.model.PersonResponse;
import pk.rahnuma.client.model.PreferencesRequest;
import pk.rahnuma.client.model.ReadMarkRequest;
import pk.rahnuma.client.model.RecoveryRequest;
import pk.rahnuma.client.model.RefreshRequest;
import pk.rahnuma.client.model.SignInWaysResponse;
import pk.rahnuma.client.model.SubscriptionKeys;
import pk.rahnuma.client.model.SubscriptionRequest;
import pk.rahnuma.client.model.SubscriptionResponse;
import pk.rahnuma.client.model.TelegramSignInRequest;
import pk.rahnuma.client.model.TicketRatingRequest;
import pk.rahnuma.client.model.TicketResponse;
import pk.rahnuma.client.model.TokensResponse;

/// Everything besides a registration, by the generated Java client: chat, parts of files, devices, joining,
/// notifications, tickets and erasure.
final class JavaClientJourney {

    private static final String DRAFT_FORM = "register-individual";

    private final JavaClients clients;

    JavaClientJourney(JavaClients clients) {
        this.clients = clients;
    }

    void run(String reference) throws ApiException {
        talk();
        manageDevices();
        sendPhoto();
        signInOtherwise(reference);
        linkAndPart();
        readNews();
        writeTickets();
        decideOnData();
    }

    private void talk() throws ApiException {
        ApiClient client = clients.ofNewChat();
        ConversationApi conversation = new ConversationApi(client);
        assertThat(conversation
                        .sendMessage(new MessageInput().id("java-0001").text("/start"), null, null)
                        .getMessages())
                .isNotEmpty();
        assertThat(conversation.readMessages(null, null, null).getSeq()).isPositive();
        assertThat(new ConversationApi(clients.withoutToken()).streamEvents(null, null))
                .as("there is no conversation")
                .isNull();
        ApplicationsApi applications = new ApplicationsApi(client);
        DraftResponse draft = applications
                .createDraft(new NewDraftInput().form(DRAFT_FORM).answers(Map.of("consent", true)), null, null)
                .getDraft();
        applications.fillDraft(
                draft.getId(), new AnswersInput().answers(Map.of("work_type", "freelancer")), null, null);
        assertThat(applications.showDraft(draft.getId(), null).getAt()).isNotEqualTo(draft.getAt());
        applications.checkDraft(draft.getId(), new AnswersInput().answers(Map.of("full_name", "Ayesha Khan")), null);
        applications.discardDraft(draft.getId(), null);
        assertThat(applications.listDrafts().getDrafts()).isEmpty();
    }

    private void manageDevices() throws ApiException {
        ApiClient client = clients.ofNewChat();
        DevicesApi devices = new DevicesApi(client);
        String second = devices.addToken(null).getToken();
        String other = devices.listTokens().getTokens().stream()
                .filter(each -> !each.getCurrent())
                .map(Device::getId)
                .findFirst()
                .orElseThrow();
        devices.revokeToken(other);
        refused(401, () -> new MeApi(clients.withToken(second)).showPerson(null));
        devices.signOutChat(null);
        refused(401, () -> new MeApi(client).showPerson(null));
    }

    private void sendPhoto() throws ApiException {
        ApiClient client = clients.ofNewChat();
        String file = clients.uploadPhoto(client, "id_front");
        assertThat(new FilesApi(client).readThumbnail(file)).isNotEmpty();
    }

    private void signInOtherwise(String reference) throws ApiException {
        SignInApi signIns = new SignInApi(clients.withoutToken());
        assertThat(signIns.listSignInWays().getBy()).containsExactly(SignInWaysResponse.ByEnum.SMS);
        assertThat(signIns.startRecovery(
                                new RecoveryRequest()
                                        .reference(reference)
                                        .proof("35202-1234567-8")
                                        .by(RecoveryRequest.ByEnum.SMS),
                                null,
                                null)
                        .getNext())
                .hasToString("code");
        assertThat(refused(422, () -> signIns.signInByTelegram(new TelegramSignInRequest().initData("hash=1"), null))
                        .getType())
                .isEqualTo("/problems/not-offered");
    }

    private void linkAndPart() throws ApiException {
        TokensResponse tokens = clients.signIn(clients.ofNewChat(), "0300 2000001");
        ApiClient client = clients.withToken(tokens.getAccess());
        new TicketsApi(client)
                .openTicket(
                        new NewTicketRequest()
                                .topic(NewTicketRequest.TopicEnum.SOMETHING_ELSE)
                                .text("May I ask something?"),
                        null);
        TokensResponse other = clients.signIn(clients.withoutToken(), "0300 2000002");
        ApiClient otherClient = clients.withToken(other.getAccess());
        new TicketsApi(otherClient)
                .openTicket(
                        new NewTicketRequest()
                                .topic(NewTicketRequest.TopicEnum.SOMETHING_ELSE)
                                .text("May I ask, too?"),
                        null);
        String offered = refusedSignIn(client, clients.startSignIn(client, "0300 2000002"));
        LinksApi links = new LinksApi(client);
        assertThat(links.showOffer(offered).getAccepted()).isFalse();
        assertThat(links.acceptOffer(offered, null).getAccepted()).isTrue();
        String link = links.listLinks().getLinks().getFirst().getId();
        new LinksApi(otherClient).partLink(link);
        assertThat(links.listLinks().getLinks()).isEmpty();
        MeApi me = new MeApi(client);
        String number = me.listIdentities().getIdentities().getFirst().getId();
        assertThat(refused(409, () -> me.removeIdentity(number)).getType()).isEqualTo("/problems/not-possible");

        TokensResponse lost = clients.signIn(clients.withoutToken(), "0300 2000001");
        DevicesApi devices = new DevicesApi(client);
        String device = devices.listDevices().getDevices().stream()
                .filter(each -> !each.getCurrent())
                .findFirst()
                .orElseThrow()
                .getId();
        devices.signOutDevice(device);
        refused(401, () -> new MeApi(clients.withToken(lost.getAccess())).showPerson(null));
        new SignInApi(clients.withoutToken()).signOut(new RefreshRequest().refresh(tokens.getRefresh()), null);
        refused(401, () -> new MeApi(client).showPerson(null));
    }

    /// Sends the code of another person.
    ///
    /// @return the link that is offered
    private String refusedSignIn(ApiClient client, String signIn) {
        Map<?, ?> members = JavaClients.refusedMembers(
                409,
                () -> new SignInApi(client).checkCode(signIn, new CodeRequest().code(clients.lastSentCode()), null));
        assertThat(members.get("type")).isEqualTo("/problems/other-person");
        return ((Map<?, ?>) members.get("offer")).get("id").toString();
    }

    private void readNews() throws ApiException {
        ApiClient client = clients.withToken(
                clients.signIn(clients.withoutToken(), "0300 2000003").getAccess());
        new ConversationApi(client)
                .sendMessage(new MessageInput().id("java-0003").text("/start"), null, null);
        NotificationsApi news = new NotificationsApi(client);
        assertThat(news.listNotifications(null, null).getNotifications()).isEmpty();
        assertThat(news.markRead(new ReadMarkRequest().upTo(1), null).getReadUpTo())
                .isOne();
        assertThat(news.showPreferences(null).getSms().getAvailable()).isTrue();
        assertThat(news.changePreferences(new PreferencesRequest().email(false).sms(true), null, null)
                        .getSms()
                        .getOn())
                .isTrue();
        assertThat(news.listSubscriptions().getSubscriptions()).isEmpty();
        SubscriptionResponse subscribed = news.subscribe(
                new SubscriptionRequest()
                        .endpoint("https://updates.push.services.mozilla.com/wpush/v2/java")
                        .keys(new SubscriptionKeys()
                                .p256dh(
                                        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
                                .auth("BTBZMqHH6r4Tts7J_aSIgg")),
                null);
        news.unsubscribe(subscribed.getId());
        assertThat(news.listSubscriptions().getSubscriptions()).isEmpty();
    }

    private void writeTickets() throws ApiException {
        TicketsApi tickets = new TicketsApi(clients.ofNewChat());
        TicketResponse opened = tickets.openTicket(
                new NewTicketRequest()
                        .topic(NewTicketRequest.TopicEnum.SOMETHING_ELSE)
                        .text("May I ask something?"),
                null);
        tickets.addMessage(opened.getNumber(), new NewTicketMessageRequest().text("It is about my line."), null, null);
        assertThat(tickets.listMessages(opened.getNumber(), null, null).getMessages())
                .extracting(each -> each.getText())
                .contains("It is about my line.");
        refused(409, () -> tickets.rateTicket(opened.getNumber(), new TicketRatingRequest().stars(5), null, null));
    }

    private void decideOnData() throws ApiException {
        ApiClient client = clients.ofNewChat();
        MeApi me = new MeApi(client);
        PersonResponse consented = me.answerConsent(
                new ConsentRequest().version(me.showConsentText().getVersion()).given(true), null, null);
        assertThat(consented.getConsent().getValid()).isTrue();
        assertThat(me.withdrawConsent(null, null).getConsent().getValid()).isFalse();
        assertThat(me.requestErasure(null, null).getErasure().getDue()).isAfter(OffsetDateTime.now());
        assertThat(me.cancelErasure(null, null).getErasure()).isNull();
        assertThat(new MyDataApi(client).exportData("json")).isNotEmpty();
    }
}
