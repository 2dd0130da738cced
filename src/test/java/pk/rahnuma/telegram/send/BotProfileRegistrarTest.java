package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.telegram.SteppedRetryPause;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;

class BotProfileRegistrarTest {

    private final FakeBotApi api = FakeBotApi.start();
    private final SteppedRetryPause pause = new SteppedRetryPause();
    private final BotApiClient bot = TelegramAdapterFixture.newClient(api);

    @AfterEach
    void close() {
        bot.closeConnections();
        api.close();
    }

    @Test
    void itTellsCommandsAndDescriptionsInEnglishForAllAndInUrdu() {
        BotProfileRegistrar introduction = introduce((key, language) -> language + " " + key);
        api.awaitCalls("setMyShortDescription", 2);
        assertThat(introduction.botUsername()).contains(FakeBotApi.USERNAME);
        assertThat(api.profile("setMyCommands", ""))
                .contains("{\"command\":\"register\",\"description\":\"en telegram.commands.register\"}");
        assertThat(api.profile("setMyCommands", "ur")).contains("ur telegram.commands.cancel");
        assertThat(api.profile("setMyDescription", "ur")).isEqualTo("ur telegram.description");
        assertThat(api.profile("setMyShortDescription", "")).isEqualTo("en telegram.short_description");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void itGoesOnWhereItWasWhenTelegramComesBack() {
        api.injectFault("setMyDescription", 2, FakeBotApi.Fault.gateway(502));
        api.injectFault("setMyDescription", 1, FakeBotApi.Fault.tooMany(30));
        introduce((key, language) -> key);
        assertThat(pause.awaitStart()).isEqualTo(Duration.ofSeconds(1));
        pause.endPause();
        assertThat(pause.awaitStart()).isEqualTo(Duration.ofSeconds(2));
        pause.endPause();
        assertThat(pause.awaitStart()).isEqualTo(Duration.ofSeconds(30));
        pause.endPause();
        api.awaitCalls("setMyShortDescription", 2);
        assertThat(api.calls("setMyCommands")).hasSize(2);
    }

    @Test
    void aTextThatTelegramDoesNotTakeKeepsBackNoOther() {
        introduce((key, language) -> key.equals("telegram.description") ? "x".repeat(513) : key);
        api.awaitCalls("setMyShortDescription", 2);
        assertThat(api.profile("setMyDescription", "")).isNull();
        assertThat(pause.hasBegun()).isFalse();
    }

    private BotProfileRegistrar introduce(BotProfileProvider profile) {
        BotProfileRegistrar introduction = new BotProfileRegistrar(bot, profile, pause);
        introduction.startThread();
        return introduction;
    }
}
