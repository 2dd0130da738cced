package pk.rahnuma.faq.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.FaqTopic;
import pk.rahnuma.faq.catalog.HeldOutQuestion;
import pk.rahnuma.faq.catalog.SynonymGroups;
import pk.rahnuma.shared.Language;

/// Accuracy of the classifier on the packaged answers; prints the figures of `docs/answers.md`. The minimums are a
/// little below them, so that a change for the worse is seen.
class ClassifierAccuracyTest {

    private static final FaqCatalog ANSWERS = FaqCatalog.loadCatalog(ScriptSources.readFiles(Path.of("bot-scripts")));
    private static final int FIFTH = 5;

    /// Figures of a run.
    ///
    /// @param best its topic was the likeliest
    /// @param near its topic was among those that are offered
    /// @param taken a topic was answered
    /// @param right the right topic was answered
    private record Score(int asked, int best, int near, int taken, int right) {

        static final Score NONE = new Score(0, 0, 0, 0, 0);

        Score with(String topic, QuestionClassification understood) {
            List<String> nearest = understood.nearest();
            boolean answered = understood.topic() != null;
            return new Score(
                    asked + 1,
                    best + (!nearest.isEmpty() && nearest.getFirst().equals(topic) ? 1 : 0),
                    near + (nearest.contains(topic) ? 1 : 0),
                    taken + (answered ? 1 : 0),
                    right + (answered && understood.topic().equals(topic) ? 1 : 0));
        }

        int percent(int some) {
            return Math.round(100f * some / Math.max(1, asked));
        }

        int precision() {
            return Math.round(100f * right / Math.max(1, taken));
        }

        @Override
        public String toString() {
            return "%5d  %3d %%  %3d %%  %3d %%  %3d %%"
                    .formatted(asked, percent(best), percent(near), percent(taken), precision());
        }
    }

    /// Held-out questions use other words than the training questions, on purpose.
    @Test
    void questionsKeptAsideAreUnderstoodAndOthersAreNot() {
        QuestionClassifier understanding = QuestionClassifier.trainOn(ANSWERS);
        System.out.println("aside              n   best   in 3  answered  of these right");
        for (String language : Language.ALL) {
            Score score = Score.NONE;
            Score none = Score.NONE;
            for (HeldOutQuestion aside : ANSWERS.heldOutQuestions()) {
                if (aside.language().equals(language)) {
                    QuestionClassification understood = understanding.classifyQuestion(aside.question());
                    if (aside.topic() == null) {
                        none = none.with("", understood);
                    } else {
                        score = score.with(aside.topic(), understood);
                    }
                }
            }
            int refused = 100 - none.percent(none.taken());
            System.out.printf("%-13s %s   refused %d %% of %d%n", language, score, refused, none.asked());
            assertThat(score.percent(score.best())).as("best, " + language).isGreaterThanOrEqualTo(41);
            assertThat(score.percent(score.near())).as("in 3, " + language).isGreaterThanOrEqualTo(62);
            assertThat(score.precision()).as("right, " + language).isGreaterThanOrEqualTo(65);
            assertThat(refused).as("refused, " + language).isGreaterThanOrEqualTo(65);
        }
    }

    /// Every training question is asked of a classifier that was trained without it and a fifth of the others.
    @Test
    void aFifthOfThePhrasingsIsUnderstoodByTheOthers() {
        Map<String, Score> scores = new LinkedHashMap<>();
        Language.ALL.forEach(language -> scores.put(language, Score.NONE));
        List<HeldOutQuestion> all = new ArrayList<>();
        for (FaqTopic topic : ANSWERS.listTopics()) {
            for (String language : Language.ALL) {
                ANSWERS.topicTexts(language, topic.name())
                        .asked()
                        .forEach(way -> all.add(new HeldOutQuestion(language, topic.name(), way)));
            }
        }
        Collections.shuffle(all, new Random(5));
        for (int fold = 0; fold < FIFTH; fold++) {
            Map<String, List<String>> asked = new LinkedHashMap<>();
            ANSWERS.listTopics().forEach(topic -> asked.put(topic.name(), new ArrayList<>()));
            List<HeldOutQuestion> held = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (i % FIFTH == fold) {
                    held.add(all.get(i));
                } else {
                    asked.get(all.get(i).topic()).add(all.get(i).question());
                }
            }
            QuestionClassifier understanding = new QuestionClassifier(
                    asked,
                    QuestionClassifier.answerSentencesByTopic(ANSWERS),
                    new SynonymGroups(ANSWERS.synonymGroups()));
            held.forEach(each -> scores.computeIfPresent(
                    each.language(),
                    (language, score) -> score.with(each.topic(), understanding.classifyQuestion(each.question()))));
        }
        System.out.println("held back          n   best   in 3  answered  of these right");
        scores.forEach((language, score) -> {
            System.out.printf("%-13s %s%n", language, score);
            assertThat(score.percent(score.best())).as(language).isGreaterThanOrEqualTo(56);
            assertThat(score.precision()).as(language).isGreaterThanOrEqualTo(74);
        });
    }
}
