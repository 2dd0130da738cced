package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.conversation.delivery.ChannelRateLimits;

class TelegramLimitsConfigurationTest {

    @Test
    void withoutSettingsTheyAreThoseThatTelegramPublishes() {
        assertThat(pace(Map.of())).isEqualTo(new ChannelRateLimits(1, 5, 20, 30));
    }

    @Test
    void eachCanBeSet() {
        assertThat(pace(Map.of(
                        TelegramLimitsConfiguration.PREFIX + ".chat", 0,
                        TelegramLimitsConfiguration.PREFIX + ".burst", 7,
                        TelegramLimitsConfiguration.PREFIX + ".group", 40,
                        TelegramLimitsConfiguration.PREFIX + ".bulk", 1000)))
                .isEqualTo(new ChannelRateLimits(0, 7, 40, 1000));
    }

    private static ChannelRateLimits pace(Map<String, Object> settings) {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(settings)
                .properties(Map.of("datasources.default.enabled", false))
                .start()) {
            return context.getBean(TelegramLimitsConfiguration.class).toRateLimits();
        }
    }
}
