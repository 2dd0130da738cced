package pk.rahnuma.telegram.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;

class GroupRateLimiterTest {

    private Instant now = Instant.parse("2026-11-25T06:00:00.123456Z");

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameArguments() {
        MessageBundle texts = MessageBundle.loadFolder("/pk/rahnuma/telegram/group/", Language.STAFF);
        assertThat(texts.textKeys("ur")).isEqualTo(texts.textKeys("en"));
        texts.textKeys("en")
                .forEach(key ->
                        assertThat(texts.argumentNames("ur", key)).as(key).isEqualTo(texts.argumentNames("en", key)));
    }
}
