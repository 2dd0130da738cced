package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Messages that wait at Telegram while the bot is down.
@Tag("long")
class QueuedMessagesTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    @Test
    void tenQueuedMessagesAreAnsweredByOnePrompt() {
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            FakeTelegramUser amna = server.bot().newPerson("en");
            server.stop();
            amna.says(TEXTS.registerWord());
            List.of("hello??", "hey there", "please", "hello", "?", "salam", "sir", "hello sir", "ok")
                    .forEach(amna::says);
            server.start();
            amna.awaits(TEXTS.text("consent.consent.ask"));
            assertThat(amna.screen())
                    .filteredOn(said -> said.text().contains(TEXTS.text("consent.consent.ask")))
                    .hasSize(1);
            assertThat(amna.screen()).hasSize(2);
            assertThat(server.sql().queryOne(Long.class, "select count(*) from seen"))
                    .isEqualTo(10);
            assertThat(server.sql().queryOne(Long.class, "select count(*) from message"))
                    .isEqualTo(12);
        }
    }
}
