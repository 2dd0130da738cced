package pk.rahnuma.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.store.Mode;

/// What the packaged answers say when they are asked.
class AnsweringTest {

    private static final Instant SOON = Instant.parse("2026-11-25T05:00:00Z");
    private static final Instant MUCH_LATER = Instant.parse("2031-01-01T05:00:00Z");
    private static final CurrentScripts SCRIPTS = new CurrentScripts(null);

    private static Answering.Out ask(Mode mode, String text, String language, Instant now) {
        Answering answering = new Answering(SCRIPTS, mode);
        return answering
                .run(List.of(request(new Answering.In(text, language), now)))
                .getFirst();
    }

    private static <I extends Record> Action.Request<I> request(I in, Instant now) {
        return new Action.Request<>(1, "1", "ask", "0", false, "en", now, in);
    }

    @Test
    void aQuestionInOneLanguageIsAnsweredInThatOfTheConversation() {
        Answering.Out urdu = ask(Mode.ASSISTANCE, "kitni fees hai?", "ur", SOON);
        assertThat(urdu.known()).isTrue();
        assertThat(urdu.topic()).isEqualTo("fee");
        assertThat(urdu.text()).contains("مفت");
        assertThat(urdu.source()).isNotEmpty();
        assertThat(urdu.overdue()).isFalse();
        assertThat(urdu.near()).isEmpty();
        assertThat(ask(Mode.ASSISTANCE, "وی پی این کی فیس کتنی ہے", "en", SOON).text())
                .contains("free");
    }

    @Test
    void aNumberAloneIsNoQuestion() {
        for (String number : List.of("33402", "۳۳۴۰۲", "4174941-4", "35202-1234567-1", "0300 1234567")) {
            assertThat(ask(Mode.ASSISTANCE, number, "ur", SOON).known()).isFalse();
            assertThat(SCRIPTS.questions().isNear(number)).isFalse();
        }
    }

    @Test
    void aTopicByItsNameNeedsNoUnderstanding() {
        SCRIPTS.answers()
                .topics()
                .forEach(topic -> assertThat(ask(Mode.ASSISTANCE, topic.name(), "ur-Latn", SOON)
                                .title())
                        .isEqualTo(SCRIPTS.answers()
                                .wording("ur-Latn", topic.name())
                                .title()));
    }

    @Test
    void anAnswerThatWasNotCheckedAgainInTimeSaysSo() {
        assertThat(ask(Mode.ASSISTANCE, "fee", "en", MUCH_LATER).overdue()).isTrue();
    }

    @Test
    void theAuthorityAnswersForItself() {
        assertThat(ask(Mode.AUTHORITY, "are_you_pta", "en", SOON).text())
                .isNotEqualTo(ask(Mode.ASSISTANCE, "are_you_pta", "en", SOON).text());
    }

    @Test
    void whatIsNotUnderstoodBringsWhatIsNearAndAtTheEndNoneOfThese() {
        Answering.Out odd = ask(Mode.ASSISTANCE, "the vpn horse", "en", SOON);
        assertThat(odd.known()).isFalse();
        assertThat(odd.near()).hasSize(4);
        assertThat(odd.near().getLast()).isEqualTo(new Answering.Near("-", ""));
        assertThat(ask(Mode.ASSISTANCE, "🙂", "en", SOON).near()).containsExactly(new Answering.Near("-", ""));
    }

    @Test
    void aGroupHasItsTopicsInTheirOrder() {
        TopicList list = new TopicList(SCRIPTS);
        List<TopicList.Out> found = list.run(List.of(
                request(new TopicList.In("before", "en"), SOON), request(new TopicList.In("behind", "en"), SOON)));
        assertThat(found.get(0).items())
                .first()
                .isEqualTo(new TopicList.Item("who_must_register", "Who can register?"));
        assertThat(found.get(1).items()).isEmpty();
    }
}
