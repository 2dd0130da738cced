package pk.rahnuma.staff.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.messaging.push.PushBrowser;
import pk.rahnuma.messaging.push.PushConfiguration;
import pk.rahnuma.messaging.push.PushEndpointRules;
import pk.rahnuma.messaging.push.PushMessageSender;
import pk.rahnuma.messaging.push.VapidKeys;
import pk.rahnuma.shared.PublicUrls;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.staff.account.StaffSessionService;
import pk.rahnuma.staff.notification.StaffNotification.Kind;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Notifications by web push, to a push service on this machine.
@OnEachDatabase(always = true)
class StaffPushJobTest {

    private static final Instant NOW = Instant.parse("2026-12-07T05:00:00Z");

    private final SteppableClock clock = new SteppableClock(NOW.toString());
    private final PushBrowser browser = new PushBrowser();
    private final TestDatabase database;
    private final StaffNotificationService notifications;
    private final StaffPushService service;
    private final StaffPushJob job;
    private AuthenticatedStaff sana;
    private AuthenticatedStaff omar;

    StaffPushJobTest(TestDatabase database) {
        this.database = database;
        this.notifications = database.getBean(StaffNotificationService.class);
        this.service = newService("https://desk.example.pk");
        this.job = newJob(PushBrowser.localSender(database.vault(), clock));
    }

    private StaffPushService newService(String url) {
        return new StaffPushService(
                database.getBean(StaffPushRepository.class),
                database.getBean(StaffAccountRepository.class),
                database.getBean(StaffTokenRepository.class),
                database.transactions(),
                database.vault(),
                new PushEndpointRules(new PushConfiguration(true)),
                database.getBean(VapidKeys.class),
                PublicUrls.ofText(url));
    }

    private StaffPushJob newJob(PushMessageSender sender) {
        return new StaffPushJob(database.getBean(StaffPushRepository.class), service, sender, clock);
    }

    @BeforeEach
    void signInMembers() {
        List.of("staff_push_message", "staff_push_subscription", "staff_notification", "staff_session", "staff")
                .forEach(table -> database.sql().execute("delete from " + table));
        sana = signIn("Sana Siddiqui");
        omar = signIn("Omar Khan");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private AuthenticatedStaff signIn(String name) {
        return openSession(database.getBean(StaffAccountService.class)
                .addMember(new AccountActor.CommandLine(), name, Set.of(StaffRole.AGENT), Set.of("en"), Set.of(), NOW)
                .member());
    }

    private AuthenticatedStaff openSession(StaffMember member) {
        long session = SubjectEncryptionService.newId();
        database.getBean(StaffTokenRepository.class)
                .createSession(member.id(), session, new ClientInfo("203.0.113.1", null), NOW);
        return new AuthenticatedStaff(member, session, "csrf", NOW);
    }

    private record TestCase(long id, Reference number, long conversation) implements NotifiedCase {}

    private static NotifiedCase newTicket() {
        return new TestCase(SubjectEncryptionService.newId(), Reference.forTicket(RandomGenerator.getDefault()), 7);
    }

    private boolean subscribe(AuthenticatedStaff member, String endpoint) {
        return service.subscribe(member, "ur", endpoint, browser.pushKeys(), clock.instant());
    }

    private NotifiedCase notify(AuthenticatedStaff member, NotifiedCase about) {
        database.sql().inTransaction(() -> {
            notifications.notifyMember(member.member().id(), Kind.ASSIGNED, about, clock.instant());
            return null;
        });
        return about;
    }

    private int count(String table) {
        return database.sql().queryOne(Integer.class, "select count(*) from " + table);
    }

    @Test
    void eachNotificationIsSentOnceWithKindAndNumberAndWithoutAName() throws Exception {
        assertThat(subscribe(sana, browser.endpoint())).isTrue();
        NotifiedCase ticket = notify(sana, newTicket());
        job.sendPushMessages();
        job.sendPushMessages();

        assertThat(browser.messages()).hasSize(1).noneMatch(message -> message.contains("Sana"));
        JsonNode message = ApiClient.json(browser.messages().getFirst());
        assertThat(message.propertyStream().map(entry -> entry.getKey()))
                .containsExactlyInAnyOrder("kind", "about", "number", "language");
        assertThat(message.path("kind").asText()).isEqualTo("ASSIGNED");
        assertThat(message.path("about").asText()).isEqualTo("ticket");
        assertThat(message.path("number").asText()).isEqualTo(ticket.number().toGroupedText());
        assertThat(message.path("language").asText()).isEqualTo("ur");
        assertThat(count("staff_push_message")).isZero();
    }

    @Test
    void aFurtherCauseIsSentUnderTheSameTopicAndAnotherCaseUnderAnother() {
        subscribe(sana, browser.endpoint());
        NotifiedCase ticket = notify(sana, newTicket());
        job.sendPushMessages();
        String topic = browser.lastHeaders().getFirst("Topic");
        notify(sana, ticket);
        job.sendPushMessages();
        assertThat(browser.lastHeaders().getFirst("Topic")).isEqualTo(topic).matches("[A-Za-z0-9_-]{24}");
        notify(sana, newTicket());
        job.sendPushMessages();
        assertThat(browser.lastHeaders().getFirst("Topic")).isNotEqualTo(topic);
        assertThat(browser.messages()).hasSize(3);
    }

    @Test
    void aNotificationThatWasReadMeanwhileIsNotSent() {
        subscribe(sana, browser.endpoint());
        notifications.markRead(sana.member().id(), notify(sana, newTicket()).number(), NOW);
        job.sendPushMessages();
        assertThat(browser.messages()).isEmpty();
    }

    @Test
    void aTemporaryFailureIsRetriedForTenMinutes() {
        subscribe(sana, browser.endpoint());
        notify(sana, newTicket());
        browser.answerWith(503);
        for (int minute = 0; minute < 15; minute++) {
            job.sendPushMessages();
            job.sendPushMessages();
            clock.advanceBy(StaffPushJob.RETRY_DELAY);
        }
        assertThat(browser.messages()).hasSize(10);
        notifications.deleteExpired(clock.instant());
        assertThat(count("staff_push_message")).isZero();
        assertThat(notifications.countUnread(sana.member().id())).isEqualTo(1);
    }

    @Test
    void aRetryThatIsAcceptedIsTheLast() {
        subscribe(sana, browser.endpoint());
        notify(sana, newTicket());
        browser.answerWith(503);
        job.sendPushMessages();
        browser.answerWith(201);
        clock.advanceBy(StaffPushJob.RETRY_DELAY);
        job.sendPushMessages();
        clock.advanceBy(StaffPushJob.RETRY_DELAY);
        job.sendPushMessages();
        assertThat(browser.messages()).hasSize(2);
    }

    @Test
    void aMessageThatAnotherNodeHasTakenIsNotSent() {
        subscribe(sana, browser.endpoint());
        notify(sana, newTicket());
        StaffPushRepository messages = database.getBean(StaffPushRepository.class);
        StaffPushRepository.DueMessage due =
                messages.findDue(NOW, NOW.minusSeconds(1), 10).getFirst();
        assertThat(messages.claimMessage(due.notificationId(), due.subscriptionId(), NOW))
                .isEqualTo(1);
        assertThat(messages.claimMessage(due.notificationId(), due.subscriptionId(), NOW))
                .isZero();
        clock.advanceBy(Duration.ofMinutes(5));
        job.sendPushMessages();
        assertThat(browser.messages()).isEmpty();
    }

    @Test
    void aDeviceWhosePushServiceSaysThatItEndedIsRemoved() {
        subscribe(sana, browser.endpoint());
        notify(sana, newTicket());
        browser.answerWith(410);
        job.sendPushMessages();
        assertThat(count("staff_push_subscription")).isZero();
        assertThat(count("staff_push_message")).isZero();
    }

    @Test
    void aDisabledMemberGetsNothing() {
        subscribe(sana, browser.endpoint());
        notify(sana, newTicket());
        database.getBean(StaffAccountRepository.class)
                .updateDisabledAt(sana.member().id(), NOW);
        job.sendPushMessages();
        assertThat(browser.messages()).isEmpty();
        assertThat(subscribe(sana, browser.endpoint())).isFalse();
    }

    @Test
    void disablingAMemberRemovesTheirDevicesAndNoOthers() {
        subscribe(sana, browser.endpoint());
        subscribe(omar, browser.origin() + "/push/b");
        database.getBean(StaffAccountService.class)
                .disableMember(new AccountActor.CommandLine(), sana.member().id(), NOW);
        assertThat(owners()).containsExactly(omar.member().id());
    }

    @Test
    void signingOutRemovesTheDeviceOfThatSessionOnly() {
        AuthenticatedStaff onPhone = openSession(sana.member());
        subscribe(sana, browser.endpoint());
        subscribe(onPhone, browser.origin() + "/push/b");
        StaffSessionService sessions = database.getBean(StaffSessionService.class);
        sessions.signOut(sana, NOW);
        assertThat(database.sql().queryList(Long.class, "select session_id from staff_push_subscription"))
                .containsExactly(onPhone.session());
        assertThat(subscribe(sana, browser.endpoint())).isFalse();
        sessions.signOutEverywhere(onPhone, NOW);
        assertThat(owners()).isEmpty();
    }

    @Test
    void theDeviceOfASessionThatExpiredStaysUntilTheMemberSignsOutEverywhere() {
        subscribe(sana, browser.endpoint());
        database.getBean(StaffTokenRepository.class)
                .deleteExpired(NOW.plus(Duration.ofDays(1)), StaffSessionService.IDLE_TIMEOUT);
        notify(sana, newTicket());
        job.sendPushMessages();
        assertThat(browser.messages()).hasSize(1);
        database.getBean(StaffSessionService.class).signOutEverywhere(openSession(sana.member()), NOW);
        assertThat(owners()).isEmpty();
    }

    @Test
    void aMemberDoesNotEndTheSubscriptionOfAnother() {
        subscribe(sana, browser.endpoint());
        service.unsubscribe(omar, browser.endpoint(), browser.pushKeys());
        assertThat(owners()).containsExactly(sana.member().id());
        try (PushBrowser other = new PushBrowser()) {
            service.subscribe(omar, "en", browser.endpoint(), other.pushKeys(), NOW);
        }
        assertThat(owners()).contains(sana.member().id());
        service.unsubscribe(sana, browser.endpoint(), browser.pushKeys());
        assertThat(owners()).containsExactly(omar.member().id());
    }

    @Test
    void aBrowserInWhichAnotherMemberSubscribesIsTheirsAlone() {
        subscribe(sana, browser.endpoint());
        notify(sana, newTicket());
        subscribe(omar, browser.endpoint());
        job.sendPushMessages();
        assertThat(browser.messages()).isEmpty();
        assertThat(owners()).containsExactly(omar.member().id());
    }

    @Test
    void ofSixDevicesTheOldestGoes() {
        for (int device = 0; device < 6; device++) {
            subscribe(sana, browser.origin() + "/push/" + device);
            clock.advanceBy(Duration.ofSeconds(1));
        }
        assertThat(database.sql()
                        .queryList(Instant.class, "select created_at from staff_push_subscription order by created_at"))
                .hasSize(StaffPushRepository.MAX_SUBSCRIPTIONS_PER_MEMBER)
                .doesNotContain(NOW);
    }

    @Test
    void anAddressIsCheckedAndStoredSealed() {
        assertThat(subscribe(sana, "ftp://push.example.com/a")).isFalse();
        assertThat(newService("").subscribe(sana, "en", browser.endpoint(), browser.pushKeys(), NOW))
                .isFalse();
        subscribe(sana, browser.endpoint());
        assertThat(new String(
                        database.sql().queryOne(byte[].class, "select content from staff_push_subscription"),
                        StandardCharsets.ISO_8859_1))
                .doesNotContain("127.0.0.1");
    }

    private List<Long> owners() {
        return database.sql().queryList(Long.class, "select staff_id from staff_push_subscription order by staff_id");
    }
}
