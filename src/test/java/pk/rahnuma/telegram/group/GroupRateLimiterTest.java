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
import pk.rahnuma.dialog.script.MessageBundle;
import pk.rahnuma.registration.StaffRemark;

class GroupRateLimiterTest {

    private Instant now = Instant.parse("2026-11-25T06:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 20, 60})
    void in_no_minute_are_more_than_the_group_bears_and_after_a_burst_it_goes_on(int most) {
        GroupRateLimiter pace = new GroupRateLimiter(most, () -> now);
        List<Instant> calls = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            while (pace.admits(1)) {
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
    void a_long_word_is_let_through_and_counted_in_full() {
        GroupRateLimiter pace = new GroupRateLimiter(20, () -> now);
        assertThat(pace.admits(8)).isTrue();
        now = now.plusSeconds(12);
        assertThat(pace.admits(1)).isFalse();
        now = now.plusSeconds(8);
        assertThat(pace.admits(1)).isTrue();
    }

    @Test
    void telegrams_own_word_to_wait_is_obeyed() {
        GroupRateLimiter pace = new GroupRateLimiter(0, () -> now);
        pace.stop(Duration.ofSeconds(17));
        now = now.plusSeconds(16);
        assertThat(pace.admits(1)).isFalse();
        now = now.plusSeconds(1);
        assertThat(pace.admits(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1234567890", "-42", "@group", "-1001234567890x"})
    void what_is_no_group_is_refused_by_the_name_of_its_setting(String group) {
        assertThatThrownBy(() -> new StaffGroupConfiguration(group, "en"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RAHNUMA_TELEGRAM_STAFF_GROUP");
        assertThatThrownBy(() -> new StaffGroupConfiguration("-1001234567890", "fr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RAHNUMA_TELEGRAM_STAFF_LANGUAGE");
    }

    @Test
    void both_languages_have_the_same_texts_with_the_same_arguments() {
        MessageBundle texts = MessageBundle.of("/pk/rahnuma/telegram/group/", StaffRemark.LANGUAGES);
        assertThat(texts.keys("ur")).isEqualTo(texts.keys("en"));
        texts.keys("en")
                .forEach(key -> assertThat(texts.arguments("ur", key)).as(key).isEqualTo(texts.arguments("en", key)));
    }
}
