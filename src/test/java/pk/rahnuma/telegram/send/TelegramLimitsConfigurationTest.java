package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({"chat,-1,CHAT", "burst,0,BURST", "group,10001,GROUP", "bulk,-30,BULK"})
    void aValueThatCannotBeRightIsRefusedByName(String setting, int value, String named) {
        assertThatThrownBy(() -> pace(Map.of(TelegramLimitsConfiguration.PREFIX + "." + setting, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageStartingWith("RAHNUMA_TELEGRAM_LIMITS_" + named + " is " + value + ": expected ");
    }

    private static ChannelRateLimits pace(Map<String, Object> settings) {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(new HashMap<>(settings))
                .start()) {
            return context.getBean(TelegramLimitsConfiguration.class).toRateLimits();
        }
    }
}
