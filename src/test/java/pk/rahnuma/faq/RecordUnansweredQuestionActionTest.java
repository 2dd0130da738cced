package pk.rahnuma.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Action;

/// Questions that were not understood, and their view for the authors of answers.
@OnEachDatabase
class RecordUnansweredQuestionActionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T07:00:00Z");
    private static final Instant DAY = Instant.parse("2026-11-23T19:00:00Z");
    private static final ContentLoader SCRIPTS = new ContentLoader(null);
    private static final String ODD = "does Ayesha Siddiqui 0300-1234567 want a vpn";

    private final TestDatabase database;
    private final UnansweredQuestionRepository questions;
    private final RecordUnansweredQuestionAction miss;

    RecordUnansweredQuestionActionTest(TestDatabase database) {
        this.database = database;
        this.questions = database.getBean(UnansweredQuestionRepository.class);
        this.miss = new RecordUnansweredQuestionAction(SCRIPTS, questions);
        database.sql().execute("delete from missed_question");
    }

    private static Action.Request<RecordUnansweredQuestionAction.In> request(
            String question, String language, String meant, Instant now) {
        return new Action.Request<>(
                4711,
                "1",
                "ask",
                "0",
                false,
                language,
                now,
                new RecordUnansweredQuestionAction.In(question, language, meant));
    }

    private boolean miss(String question, String language, String meant) {
        return miss.executeAll(List.of(request(question, language, meant, NOON)))
                .getFirst()
                .kept();
    }

    @Test
    void aQuestionIsCountedWithWhatItWasNearToAndWhatWasMeant() {
        for (int i = 0; i < 3; i++) {
            assertThat(miss(ODD, "en", "")).isTrue();
        }
        miss(ODD, "en", "fee");
        miss(ODD, "en", "-");
        miss(ODD, "ur", "");
        assertThat(questions.findMostFrequent(10)).hasSize(2);
        UnansweredQuestionRepository.QuestionCount first =
                questions.findMostFrequent(1).getFirst();
        assertThat(first.question()).isEqualTo("does … want … vpn");
        assertThat(first.language()).isEqualTo("en");
        assertThat(first.times()).isEqualTo(3);
        assertThat(first.none()).isEqualTo(1);
        assertThat(first.meant()).isEqualTo(Map.of("fee", 1L));
        assertThat(first.nearest())
                .isEqualTo(SCRIPTS.questionClassifier()
                        .classifyQuestion(ODD)
                        .nearest()
                        .getFirst());
        assertThat(first.confidence()).isBetween(1, 49);
        assertThat(first.last()).isEqualTo(DAY);
    }

    @Test
    void aTextInPlaceOfAnOptionIsAnotherQuestion() {
        assertThat(miss(ODD, "en", "how much is it then")).isFalse();
        assertThat(questions.findMostFrequent(10)).isEmpty();
    }

    @Test
    void ofQuestionsWithoutAKnownWordOnlyTheirNumberIsKept() {
        miss("Qzxw Vbnq", "en", "");
        miss("🙂", "en", "");
        miss("Wqrtzx", "en", "");
        assertThat(questions.findMostFrequent(10))
                .extracting(
                        UnansweredQuestionRepository.QuestionCount::question,
                        UnansweredQuestionRepository.QuestionCount::times)
                .contains(org.assertj.core.api.Assertions.tuple("…", 2L));
    }

    @Test
    void manyOfABatchAreAnsweredInTheirOrder() {
        assertThat(miss.executeAll(List.of(
                        request(ODD, "en", "", NOON), request(ODD, "en", "else", NOON), request(ODD, "en", "-", NOON))))
                .extracting(RecordUnansweredQuestionAction.Out::kept)
                .containsExactly(true, false, true);
        assertThat(miss.executeAll(List.of(request(ODD, "en", "else", NOON))))
                .extracting(RecordUnansweredQuestionAction.Out::kept)
                .containsExactly(false);
    }

    @Test
    void aRowHoldsTheDayAndNothingOfWhoAskedOrWhen() {
        miss(ODD, "en", "");
        List<String> rows = database.sql()
                .queryTexts("select asked_on, language, question, outcome, topic, confidence from missed_question");
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst()).contains("19:00");
        assertThat(rows.getFirst().toLowerCase()).doesNotContain("4711", "ayesha", "siddiqui", "1234567");
    }

    @Test
    void thereAreOnlySoManyADay() {
        List<Action.Request<RecordUnansweredQuestionAction.In>> many = Collections.nCopies(
                RecordUnansweredQuestionAction.MAX_QUESTIONS_PER_DAY + 10, request(ODD, "en", "", NOON));
        assertThat(miss.executeAll(many))
                .filteredOn(RecordUnansweredQuestionAction.Out::kept)
                .hasSize(RecordUnansweredQuestionAction.MAX_QUESTIONS_PER_DAY);
        assertThat(miss(ODD, "en", "")).isFalse();
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        assertThat(miss.executeAll(List.of(request(ODD, "en", "", tomorrow)))
                        .getFirst()
                        .kept())
                .isTrue();
    }

    @Test
    void afterNinetyDaysTheyAreDeletedALittleAtATime() {
        miss(ODD, "en", "");
        miss(ODD, "en", "-");
        miss.executeAll(List.of(request(ODD, "ur", "", NOON.plus(Duration.ofDays(1)))));
        UnansweredQuestionDataHandler handler =
                new UnansweredQuestionDataHandler(questions, database.getBean(QuestionEndingRepository.class));
        Instant over = DAY.plus(UnansweredQuestionDataHandler.QUESTION_TTL).plusSeconds(1);
        assertThat(handler.deleteExpired(over.minusSeconds(1), 10)).isZero();
        assertThat(handler.deleteExpired(over, 1)).isEqualTo(1);
        assertThat(handler.deleteExpired(over, 10)).isEqualTo(1);
        assertThat(questions.findMostFrequent(10))
                .extracting(UnansweredQuestionRepository.QuestionCount::language)
                .containsExactly("ur");
    }
}
