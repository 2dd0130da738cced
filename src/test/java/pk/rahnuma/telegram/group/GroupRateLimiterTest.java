package pk.rahnuma.telegram.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;

class GroupRateLimiterTest {

    private Instant now = Instant.parse("2026-11-25T06:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 20, 60})
    void inNoMinuteAreMoreThanTheGroupBearsAndAfterABurstItGoesOn(int most) {
        GroupRateLimiter pace = new GroupRateLimiter(most, () -> now);
        List<Instant> calls = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            while (pace.tryAcquire(1)) {
                calls.add(now);
            }
            now = now.plusMillis(100);
        }
        for (Instant begin : calls) {
            assertThat(calls.stream()
                            .filter(at -> !at.isBefore(begin) && at.isBefore(begin.plusSeconds(60)))
                            .count())
                    .isLessThanOrEqualTo(most);
        }
        // Ten minutes.
        assertThat(calls.size()).isGreaterThanOrEqualTo(Math.max(1, most * 3 / 4 - 1) * 10);
    }

    @Test
    void aLongWordIsLetThroughAndCountedInFull() {
        GroupRateLimiter pace = new GroupRateLimiter(20, () -> now);
        assertThat(pace.tryAcquire(8)).isTrue();
        now = now.plusSeconds(12);
        assertThat(pace.tryAcquire(1)).isFalse();
        now = now.plusSeconds(8);
        assertThat(pace.tryAcquire(1)).isTrue();
    }

    @Test
    void telegramsOwnWordToWaitIsObeyed() {
        GroupRateLimiter pace = new GroupRateLimiter(0, () -> now);
        pace.pauseFor(Duration.ofSeconds(17));
        now = now.plusSeconds(16);
        assertThat(pace.tryAcquire(1)).isFalse();
        now = now.plusSeconds(1);
        assertThat(pace.tryAcquire(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1234567890", "-42", "@group", "-1001234567890x"})
    void refusesAnInvalidGroupByTheNameOfItsSetting(String group) {
        assertThatThrownBy(() -> new StaffGroupConfiguration(group, "en"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RAHNUMA_TELEGRAM_STAFF_GROUP");
        assertThatThrownBy(() -> new StaffGroupConfiguration("-1001234567890", "fr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RAHNUMA_TELEGRAM_STAFF_LANGUAGE");
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameArguments() {
        MessageBundle texts = MessageBundle.loadFolder("/pk/rahnuma/telegram/group/", Language.STAFF);
        assertThat(texts.textKeys("ur")).isEqualTo(texts.textKeys("en"));
        texts.textKeys("en")
                .forEach(key ->
                        assertThat(texts.argumentNames("ur", key)).as(key).isEqualTo(texts.argumentNames("en", key)));
    }
}
