package pk.rahnuma.faq;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.faq.QuestionEndingRepository.EndingCount;

/// Counts of how questions ended, and of opinions on answers.
@OnEachDatabase
class QuestionEndingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T07:00:00Z");
    private static final ContentLoader SCRIPTS = new ContentLoader(null);

    private final TestDatabase database;
    private final QuestionEndingRepository endings;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountAnswerAction count;
    private final RateAnswerAction rate;

    QuestionEndingTest(TestDatabase database) {
        this.database = database;
        this.endings = database.getBean(QuestionEndingRepository.class);
        QuestionMetrics metrics = new QuestionMetrics();
        metrics.bindTo(meters);
        QuestionEndingRecorder recorder = new QuestionEndingRecorder(endings, metrics);
        this.count = new CountAnswerAction(recorder);
        this.rate = new RateAnswerAction(SCRIPTS, recorder);
        database.sql().execute("delete from question_ending");
    }

    private static <I extends Record> Action.Request<I> request(I in) {
        return new Action.Request<>(4711, "1", "ask", "0", false, "en", NOON, in);
    }

    private static Action.Request<CountAnswerAction.In> ending(String status, String topic) {
        return request(new CountAnswerAction.In(status, topic, "en"));
    }

    @Test
    void endingsAreCountedByTopicTheMostFrequentFirst() {
        count.executeAll(
                List.of(ending("out_of_scope", "out_of_scope"), ending("answered", "fee"), ending("asked_back", "")));
        count.executeAll(List.of(ending("answered", "fee")));
        assertThat(endings.countEndings(10))
                .containsExactly(
                        new EndingCount("answered", "en", "fee", 2),
                        new EndingCount("asked_back", "en", null, 1),
                        new EndingCount("out_of_scope", "en", "out_of_scope", 1));
        assertThat(meters.get("rahnuma.questions")
                        .tags("ending", "answered", "language", "en")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anOpinionIsCountedForTheTopicOfTheAnswer() {
        assertThat(rate.executeAll(List.of(
                        request(new RateAnswerAction.In("yes-fee", "en")),
                        request(new RateAnswerAction.In("no-fee", "en")))))
                .extracting(RateAnswerAction.Out::helped)
                .containsExactly(true, false);
        assertThat(endings.countEndings(10))
                .containsExactly(
                        new EndingCount("helped", "en", "fee", 1), new EndingCount("not_helped", "en", "fee", 1));
    }

    @Test
    void anOpinionOnTwoAnswersIsCountedForBoth() {
        rate.executeAll(List.of(request(new RateAnswerAction.In("no-fee-processing_time", "en"))));
        assertThat(endings.countEndings(10))
                .containsExactlyInAnyOrder(
                        new EndingCount("not_helped", "en", "fee", 1),
                        new EndingCount("not_helped", "en", "processing_time", 1));
    }

    @Test
    void anOpinionThatNoButtonGivesIsNotCounted() {
        rate.executeAll(List.of(
                request(new RateAnswerAction.In("yes-nothing", "en")),
                request(new RateAnswerAction.In("yes", "en")),
                request(new RateAnswerAction.In("yes-fee-nothing", "en")),
                request(new RateAnswerAction.In("yes-fee-fee-fee", "en")),
                request(new RateAnswerAction.In("perhaps-fee", "en"))));
        assertThat(endings.countEndings(10)).isEmpty();
    }

    @Test
    void aRowHoldsTheDayAndNothingOfWhoAskedOrWhen() {
        count.executeAll(List.of(ending("answered", "fee")));
        List<String> rows = database.sql().queryTexts("select asked_on, language, ending, topic from question_ending");
        assertThat(rows).singleElement().asString().contains("19:00").doesNotContain("4711");
    }

    @Test
    void thereAreOnlySoManyADay() {
        count.executeAll(
                Collections.nCopies(QuestionEndingRecorder.MAX_ENDINGS_PER_DAY + 5, ending("answered", "fee")));
        assertThat(endings.countEndings(1))
                .containsExactly(new EndingCount("answered", "en", "fee", QuestionEndingRecorder.MAX_ENDINGS_PER_DAY));
    }
}
