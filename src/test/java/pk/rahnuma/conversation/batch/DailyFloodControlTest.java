package pk.rahnuma.conversation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Limit of messages of one chat per day, on any channel.
class DailyFloodControlTest {

    private static final String TOLD = "very many messages";
    private static final int DAILY = 4;

    @Test
    void warnsAFloodOnceOnTelegramAndAnswersAgainLater() {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TestServer.onH2()
                        .withProperty(SteppableClock.BEGIN_PROPERTY, "2026-11-25T06:00:00Z")
                        .withProperty("rahnuma.turn.daily-flood", DAILY)
                        .withBot(api)
                        .startServer()) {
            FakeTelegramUser person = api.person(7001, "en");
            person.says("/start");
            for (int i = 1; i < DAILY; i++) {
                person.says("/menu");
            }
            person.says("one too many");
            person.awaits(TOLD);
            int heard = person.heard().size();
            api.awaitConfirmed(person.says("two too many").update());
            assertThat(person.heard()).hasSize(heard);

            server.getBean(SteppableClock.class).advanceBy(Duration.ofHours(24 / DAILY));
            person.says("/menu");
            AwaitSupport.await().until(() -> person.heard().size() > heard);
            assertThat(texts(person)).filteredOn(text -> text.contains(TOLD)).hasSize(1);
        }
    }

    private static List<String> texts(FakeTelegramUser person) {
        return person.heard().stream().map(FakeBotApi.Said::text).toList();
    }
}
