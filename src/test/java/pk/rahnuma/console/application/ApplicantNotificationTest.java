package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Recipients of a decision and the delivery of the notification, as the console shows them.
class ApplicantNotificationTest {

    private static final String TOLD = "The applicant is notified as soon as it takes effect.";
    private static final String UNREACHABLE =
            "has blocked the bot and cannot be reached: the message is sent when they return.";

    @Test
    void thePageSaysTheApplicantIsNotifiedUnlessTheyBlockedTheBot() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TestServer.onH2()
                        .withBot(api)
                        .withVariable("RAHNUMA_SUPPORT_RECALL", "0s")
                        .startServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            ConsoleHttpClient sana = office.signIn("Sana", StaffRole.REVIEWER);
            FakeTelegramUser ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits(said -> true);
            long person = server.sql().queryOne(Long.class, "select conversation_id from chat");
            String path = "/desk/applications/"
                    + office.submitApplication(person, Map.of(), "39.32.1.7").toGroupedText();

            assertThat(sana.getPage(path).body()).contains(TOLD).doesNotContain(UNREACHABLE);
            decide(sana, path, "verify");
            ali.awaits("which now confirms your line");

            ali.blocks();
            AwaitSupport.await().until(() -> sana.getPage(path).body().contains(UNREACHABLE));
            assertThat(sana.getPage(path).body()).doesNotContain(TOLD);
            decide(sana, path, "confirm", "confirmed_on", "2026-03-02", "confirmed_by", "NOC");
            AwaitSupport.await().until(() -> last(server, person).state() == Message.State.REFUSED);
            assertThat(sana.getPage(path).body()).contains(UNREACHABLE).doesNotContain(TOLD);

            ali.unblocks();
            ali.awaits("Welcome back");
            assertThat(sana.getPage(path).body()).contains(TOLD).doesNotContain(UNREACHABLE);

            // No message is on its way that the fault could hit.
            AwaitSupport.await().until(() -> last(server, person).state() == Message.State.SENT);
            // The person has not been marked as unreachable before: Telegram rejects the notification.
            api.injectFault("sendMessage", 1, FakeBotApi.Fault.refused(403, "Forbidden: user is deactivated"));
            decide(sana, path, "ask", "note", "Which floor?");
            AwaitSupport.await().until(() -> sana.getPage(path).body().contains(UNREACHABLE));
            assertThat(sana.getPage(path).body()).doesNotContain(TOLD);
            AwaitSupport.await()
                    .until(() -> "deactivated".equals(last(server, person).failure()));
        }
    }

    private static Message last(TestServer server, long person) {
        List<Message> last = server.getBean(ConversationMessageService.class).readLast(person, 1);
        return last.getLast();
    }

    private static void decide(ConsoleHttpClient sana, String path, String act, String... further) {
        String events = sana.getPage(path).body().replaceAll("(?s).*name=\"events\" value=\"(\\d+)\".*", "$1");
        String[] form = Stream.concat(Stream.of("act", act, "events", events), Stream.of(further))
                .toArray(String[]::new);
        sana.postForm(path + "/decide", form).requireStatus(303);
    }
}
