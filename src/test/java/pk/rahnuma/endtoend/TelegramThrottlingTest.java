package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.staff.StaffGroupOutageTest;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Whole desk whose bot is throttled by Telegram. `DeliveryRateLimitsTest` has the rules.
class TelegramThrottlingTest {

    @Test
    void aThrottledPersonIsAnsweredOnceLaterAndOthersAtOnce() {
        try (TestServer server = StaffGroupOutageTest.withSteppedClock().shareServer()) {
            FakeBotApi api = server.bot();
            FakeTelegramUser amna = api.newPerson("en");
            FakeTelegramUser bilal = api.newPerson("en");
            api.injectFault("sendMessage", 1, FakeBotApi.Fault.tooMany(60));
            amna.says("/start");
            api.awaitCalls("sendMessage", 1);
            bilal.says("/start");
            bilal.awaits("This is Rahnuma");
            server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(1));
            amna.awaits("This is Rahnuma");
            List<FakeBotApi.Call> calls = api.awaitCalls("sendMessage", 3);
            assertThat(calls).extracting(FakeBotApi.Call::status).containsExactly(429, 200, 200);
            assertThat(calls.stream()
                            .map(call -> call.parameters().get("chat_id").asLong()))
                    .containsExactly(amna.id(), bilal.id(), amna.id());
            assertThat(amna.screen()).hasSize(1);
        }
    }
}
