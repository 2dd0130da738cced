package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.telegram.FakeBotApi;
import pk.rahnuma.telegram.FakeTelegramUser;

/// What the console says of who hears of a decision, and what becomes of the notice.
class ApplicantNotificationTest {

    private static final String TOLD = "The applicant is told at once.";
    private static final String UNREACHABLE = "has blocked the bot and cannot be reached: it is sent when they return.";

    @Test
    void theApplicantIsSaidToBeToldWhereTheNoticeIsSentAndNotOnceTheyRefuseIt() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer house = TestServer.onH2()
                        .with("TELEGRAM_BOT_TOKEN", api.token())
                        .with("TELEGRAM_API_URL", api.url())
                        .start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            ConsoleHttpClient sana =
                    ConsoleHttpClient.of(office.address(), office.signedIn("Sana", StaffRole.REVIEWER));
            FakeTelegramUser ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits(said -> true);
            long person = house.get(Jdbi.class)
                    .withHandle(handle -> handle.createQuery("select conversation_id from chat")
                            .mapTo(Long.class)
                            .one());
            String path = "/desk/applications/"
                    + office.applied(person, Map.of(), "39.32.1.7").grouped();

            assertThat(sana.get(path).body()).contains(TOLD).doesNotContain(UNREACHABLE);
            decide(sana, path, "screen");
            ali.awaits("being checked for completeness");

            ali.blocks();
            AwaitSupport.await().until(() -> sana.get(path).body().contains(UNREACHABLE));
            assertThat(sana.get(path).body()).doesNotContain(TOLD);
            decide(sana, path, "verify");
            AwaitSupport.await().until(() -> last(house, person).state() == Message.State.REFUSED);
            assertThat(sana.get(path).body()).contains(UNREACHABLE).doesNotContain(TOLD);

            ali.unblocks();
            ali.awaits("Welcome back");
            assertThat(sana.get(path).body()).contains(TOLD).doesNotContain(UNREACHABLE);

            // Nobody said before that they are gone: Telegram refuses the notice.
            api.fault("sendMessage", 1, FakeBotApi.Fault.refused(403, "Forbidden: user is deactivated"));
            decide(sana, path, "confirm");
            AwaitSupport.await().until(() -> sana.get(path).body().contains(UNREACHABLE));
            assertThat(sana.get(path).body()).doesNotContain(TOLD);
            AwaitSupport.await()
                    .until(() -> "deactivated".equals(last(house, person).failure()));
        }
    }

    private static Message last(TestServer house, long person) {
        List<Message> last = house.get(ConversationMessageService.class).last(person, 1);
        return last.getLast();
    }

    private static void decide(ConsoleHttpClient sana, String path, String act) {
        String events = sana.get(path).body().replaceAll("(?s).*name=\"events\" value=\"(\\d+)\".*", "$1");
        assertThat(sana.post(path + "/decide", "act", act, "events", events).status())
                .as(act)
                .isEqualTo(303);
    }
}
