package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeForumGroup;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;

/// Notifications that the staff's group does not accept at once are sent later.
public class StaffGroupOutageTest {

    static final long GROUP = -1001234567890L;
    private static final TicketAgent SANA = new TicketAgent(11, "Sana");

    private final TestServer server = withSteppedClock().shareServer();
    private final FakeBotApi api = server.bot();
    private final FakeForumGroup group = api.forum(GROUP);
    private final FakeTelegramUser amna = api.newPerson("en");
    private final SteppableClock time = server.getBean(SteppableClock.class);
    private Reference number;

    /// Server with a staff group whose test steps the time.
    public static TestServer.Builder withSteppedClock() {
        return TestServer.onH2()
                .withBot()
                .withProperty(SteppableClock.BEGIN_PROPERTY, "2026-11-25T06:00:00Z")
                .withProperty("rahnuma.turn.sweep", "50ms")
                .withProperty("rahnuma.telegram.limits.group", 0)
                .withProperty("rahnuma.telegram.staff.group", Long.toString(GROUP));
    }

    /// Ends the pauses of the test before.
    @BeforeEach
    void passMinute() {
        time.advanceBy(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private int opened() {
        number = StaffGroupTest.asks(amna, "Whose name goes here?");
        int thread = group.awaitsTopic(number.toGroupedText()).thread();
        group.awaits(thread, "Whose name goes here?");
        server.getBean(TicketAssignmentService.class).claimTicket(number, SANA, time.instant());
        group.awaits(thread, "with Sana");
        amna.awaits("is looking at your ticket");
        amna.says("Hello");
        group.awaits(thread, "Person: Hello");
        amna.awaits("✓ Received");
        return thread;
    }

    /// Waits until a call was rejected.
    private void awaitsRefusal(String method) {
        AwaitSupport.await().until(() -> api.calls(method).stream().anyMatch(call -> call.status() >= 400));
    }

    @Test
    void aWrongGroupStopsTheStartWithOneLineThatNamesTheSetting() {
        TestServer.Builder plan =
                TestServer.onH2().withBot(api).withVariable("RAHNUMA_TELEGRAM_STAFF_GROUP", "nonsense");
        assertThatThrownBy(() -> plan.startServer().close())
                .hasMessageContaining("RAHNUMA_TELEGRAM_STAFF_GROUP must be the number of a group");
    }

    @Test
    void tellsAnAnswerOnlyOnceItGoesOutAndNeverOneThatWasTakenBack() throws Exception {
        int thread = opened();
        TicketReplyService answers = server.getBean(TicketReplyService.class);
        int wrong = answers.sendDelayedAnswer(number, SANA, "Yuors.", null, Ticket.State.OPEN, time.instant())
                .line();
        amna.says("Word one");
        group.awaits(thread, "Person: Word one");
        assertThat(group.texts(thread)).noneMatch(text -> text.contains("Yuors."));
        answers.recallAnswer(number, SANA, wrong, time.instant());
        answers.sendDelayedAnswer(number, SANA, "Yours.", null, Ticket.State.OPEN, time.instant());
        server.getBean(TicketResolutionService.class).resolveTicket(number, SANA, time.instant());
        group.awaits(thread, "Resolved");
        assertThat(group.texts(thread)).noneMatch(text -> text.contains("Yours."));
        time.advanceBy(Duration.ofSeconds(11));
        amna.awaits("Yours.");
        group.awaits(thread, "Sana: Yours.");
        group.awaitsTopic(FakeForumGroup.Topic::closed, "closed");
        assertThat(group.texts(thread)).noneMatch(text -> text.contains("Yuors."));
    }

    @Test
    void leavesAnEntryInTheAuditLogWhenThePersonsWordsGoToTheGroupOnceInAWhile() {
        int thread = opened();
        amna.says("Word one");
        group.awaits(thread, "Person: Word one");
        AwaitSupport.await().until(() -> entries().equals(List.of("bot")));
        server.getBean(TicketReplyService.class)
                .sendAnswer(number, SANA, "From the console.", null, Ticket.State.OPEN, time.instant());
        group.awaits(thread, "Sana: From the console.");
        time.advanceBy(Duration.ofMinutes(31));
        server.getBean(TicketReplyService.class)
                .sendAnswer(number, SANA, "Once more.", null, Ticket.State.OPEN, time.instant());
        group.awaits(thread, "Sana: Once more.");
        assertThat(entries()).as("words of staff alone").hasSize(1);
        amna.says("Word two");
        group.awaits(thread, "Person: Word two");
        AwaitSupport.await().until(() -> entries().size() == 2);
    }

    /// Actors of the audit entries for tickets that were sent to the group.
    private List<String> entries() {
        return server.getBean(AuditLog.class).findLatest(List.of(number.symbols()), null, 0, 500).stream()
                .filter(entry -> entry.what().equals("ticket.told_group"))
                .map(AuditEntry::who)
                .toList();
    }

    @Test
    void aBotWithoutRightsBeginsWhenItHasThem() throws Exception {
        api.injectFault(
                "createForumTopic",
                1,
                FakeBotApi.Fault.refused(400, "Bad Request: not enough rights to create a topic"));
        Reference number = StaffGroupTest.asks(amna, "Whose name goes here?");
        awaitsRefusal("createForumTopic");
        assertThat(group.topics()).isEmpty();
        // The pause begins when the desk has read the refusal, which is after it was sent.
        AwaitSupport.await().until(() -> {
            time.advanceBy(Duration.ofSeconds(61));
            return !group.topics().isEmpty();
        });
        group.awaits(group.awaitsTopic(number.toGroupedText()).thread(), "Whose name goes here?");
    }

    @Test
    void telegramsWordToWaitIsObeyedToTheSecond() throws Exception {
        int thread = opened();
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.tooMany(30));
        amna.says("Word one");
        awaitsRefusal("sendMessage");
        Instant refused = time.instant();
        FakeBotApi.Written second = amna.says("Word two");
        api.awaitConfirmed(second.update());
        List<Instant> calls = new CopyOnWriteArrayList<>();
        api.setFaultRule(method -> {
            if (method.equals("sendmessage")) {
                calls.add(time.instant());
            }
            return null;
        });
        AwaitSupport.await().until(() -> {
            time.advanceBy(Duration.ofSeconds(1));
            return !calls.isEmpty();
        });
        assertThat(calls.getFirst()).isAfterOrEqualTo(refused.plusSeconds(30));
        group.awaits(thread, "Person: Word one\n\nPerson: Word two");
    }

    @Test
    void aClosedTopicIsOpenedAgain() throws Exception {
        int thread = opened();
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.refused(400, "Bad Request: TOPIC_CLOSED"));
        amna.says("Word one");
        group.awaits(thread, "Word one");
        assertThat(api.calls("reopenForumTopic")).hasSize(1);
    }

    @Test
    void oneThatIsNeverTakenDoesNotHoldUpTheOthers() throws Exception {
        int thread = opened();
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.refused(400, "Bad Request: something new"));
        amna.says("Word one");
        awaitsRefusal("sendMessage");
        FakeTelegramUser bilal = api.newPerson("en");
        Reference other = StaffGroupTest.asks(bilal, "And mine?");
        time.advanceBy(Duration.ofSeconds(30));
        group.awaits(group.awaitsTopic(other.toGroupedText()).thread(), "And mine?");
        assertThat(group.texts(thread)).noneMatch(text -> text.contains("Word one"));
        time.advanceBy(Duration.ofSeconds(31));
        group.awaits(thread, "Word one");
    }
}
