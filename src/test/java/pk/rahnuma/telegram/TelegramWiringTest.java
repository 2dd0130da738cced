package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.send.TelegramConfiguration;
import pk.rahnuma.telegram.send.TelegramSender;
import pk.rahnuma.telegram.update.UpdatePoller;

class TelegramWiringTest {

    @Test
    void withoutATokenTheAdapterIsDisabled() {
        try (TestServer without = TestServer.onH2().shareServer();
                TestServer with = TestServer.onH2().withBot().shareServer()) {
            for (Class<?> bean : List.of(TelegramConfiguration.class, UpdatePoller.class, TelegramSender.class)) {
                assertThat(without.context().containsBean(bean)).isFalse();
                assertThat(with.context().containsBean(bean)).isTrue();
            }
        }
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(new TelegramConfiguration("4242:secret", "http://localhost:8081"))
                .hasToString("bot 4242 at http://localhost:8081");
    }
}
