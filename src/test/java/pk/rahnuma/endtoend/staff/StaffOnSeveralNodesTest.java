package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeForumGroup;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Staff on two servers with one database.
class StaffOnSeveralNodesTest {

    private static final long GROUP = -1001234567890L;

    private static TestServer.Builder plan(FakeBotApi api) {
        return TestServer.onMariaDb()
                .withBot(api)
                .withProperty("rahnuma.telegram.limits.group", 0)
                .withProperty("rahnuma.telegram.staff.group", Long.toString(GROUP));
    }

    @Test
    void aConsoleAtOneNodeHearsAtOnceOfATicketThatIsOpenedAtTheOther() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = plan(api);
            // The first to start polls Telegram.
            try (TestServer opens = plan.startServer();
                    TestServer hears = plan.startServer();
                    HttpClient http = HttpClient.newHttpClient()) {
                ConsoleTestServer office = new ConsoleTestServer(hears);
                String token = office.signInMember("Sana", StaffRole.AGENT).token();
                HttpRequest events = HttpRequest.newBuilder(hears.address().resolve("/desk/events"))
                        .header("Cookie", "rahnuma-desk=" + token)
                        .build();
                try (EventStreamClient ear = EventStreamClient.openStream(http, events)) {
                    Reference number = StaffGroupTest.asks(api.person(7001, "en"), "Whose name goes here?");
                    Instant told = Instant.now();
                    while (!ear.nextEvent("message").data().equals("tickets")) {
                        assertThat(told).isAfter(Instant.now().minusSeconds(60));
                    }
                    System.out.println("StaffOnSeveralNodesTest: heard of " + number.toGroupedText() + " "
                            + Duration.between(told, Instant.now()).toMillis() + " ms after its person was told");
                }
                assertThat(opens.address()).isNotEqualTo(hears.address());
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void oneNodeAloneWritesToTheGroupAndTheOtherTakesOverWhenItEnds() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = plan(api);
            FakeForumGroup group = api.forum(GROUP);
            FakeTelegramUser amna = api.person(7001, "en");
            TestServer first = plan.startServer();
            try (TestServer second = plan.startServer()) {
                int thread;
                try (first) {
                    assertThat(second.address()).isNotEqualTo(first.address());
                    // Long enough for either to begin, if both could.
                    api.injectFault("createForumTopic", 1, FakeBotApi.Fault.slow(Duration.ofMillis(1500)));
                    Reference number = StaffGroupTest.asks(amna, "Whose name goes here?");
                    thread = StaffGroupTest.thread(group, number);
                    group.awaits(thread, "Whose name goes here?");
                }
                Reference other = StaffGroupTest.asks(api.person(7002, "en"), "And whose here?");
                group.awaits(StaffGroupTest.thread(group, other), "And whose here?");
                assertThat(group.topics()).hasSize(2);
                assertThat(group.texts(thread).stream().filter(text -> text.contains("Whose name goes here?")))
                        .hasSize(1);
            }
            assertThat(api.complaints()).isEmpty();
        }
    }
}
