package pk.rahnuma.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.model.Action;

/// Subjects of stories, with the packaged answers.
class FindSubjectActionTest {

    private static final Instant NOW = Instant.parse("2026-11-25T05:00:00Z");

    private static FindSubjectAction.Out subjectOf(String text) {
        return new FindSubjectAction(new ContentLoader(null))
                .executeAll(List.of(
                        new Action.Request<>(1, "1", "human", "0", false, "en", NOW, new FindSubjectAction.In(text))))
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My registered VPN is blocked since this morning | registered_but_blocked | trouble",
                "mera registered vpn band ho gaya hai | registered_but_blocked | trouble",
                "میرا رجسٹرڈ وی پی این بند ہو گیا ہے | registered_but_blocked | trouble",
                "Where is my application? I sent it last week | check_status | after"
            })
    void aStoryWithASureSubjectHasItsTopicAndGroup(String story, String topic, String group) {
        assertThat(subjectOf(story)).isEqualTo(new FindSubjectAction.Out(topic, group));
    }

    @Test
    void aStoryWithoutASureSubjectHasNone() {
        assertThat(subjectOf("35202-1234567-1")).isEqualTo(new FindSubjectAction.Out("", ""));
        assertThat(subjectOf("Which horse wins tomorrow?")).isEqualTo(new FindSubjectAction.Out("", ""));
    }
}
