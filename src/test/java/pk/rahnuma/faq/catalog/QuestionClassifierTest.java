package pk.rahnuma.faq.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionClassifierTest {

    private static final QuestionClassifier UNDERSTANDING = QuestionClassifier.trainOn(FaqFolderFixture.validCatalog());

    @ParameterizedTest
    @CsvSource({
        "what is the fee please?, fee",
        "FEES KITNI HAY, fee",
        "bhai kitnay paisay lagain ge, fee",
        "اس کی فیس كتنى ہے؟, fee",
        "and how many days then, time",
        "kitnay din lagenge, time",
        "اور کتنے دن انتظار, time"
    })
    void aQuestionIsUnderstoodInAnyLanguageAndSpelling(String question, String topic) {
        assertThat(UNDERSTANDING.classifyQuestion(question).nearest().getFirst())
                .isEqualTo(topic);
    }

    @Test
    void aQuestionOfTheFilesIsCertain() {
        assertThat(UNDERSTANDING.classifyQuestion("  What does it COST? "))
                .isEqualTo(new QuestionClassification("fee", 1, List.of("fee", "time")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?!", "🙂", "xyzzy", "12"})
    void aQuestionWithoutAKnownWordIsNearNoTopic(String question) {
        assertThat(UNDERSTANDING.classifyQuestion(question)).isEqualTo(new QuestionClassification(null, 0, List.of()));
    }

    @Test
    void aLongStoryIsReadWithoutHarm() {
        assertThat(UNDERSTANDING.classifyQuestion("fee ".repeat(20_000)).nearest())
                .contains("fee");
    }

    @Test
    void theConfidenceIsBetweenNothingAndCertain() {
        for (String question : List.of("fee or time", "price and wait", "vpn", "a fee for gardeners on the moon")) {
            assertThat(UNDERSTANDING.classifyQuestion(question).confidence()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void withoutTopicsNothingIsUnderstood() {
        QuestionClassifier empty = new QuestionClassifier(Map.of(), Map.of(), Map.of(), new SynonymGroups(Map.of()));
        assertThat(empty.classifyQuestion("fee")).isEqualTo(new QuestionClassification(null, 0, List.of()));
    }

    @Test
    void wordsThatComeToTheSameAreUnderstoodForEachOther() {
        Map<String, List<String>> asked = Map.of("fee", List.of("the fee"), "time", List.of("the days"));
        QuestionClassifier knowing = new QuestionClassifier(
                Map.of(), asked, Map.of(), new SynonymGroups(Map.of("money", List.of("fee", "raqam"))));
        assertThat(knowing.classifyQuestion("raqam").nearest().getFirst()).isEqualTo("fee");
        assertThat(new QuestionClassifier(Map.of(), asked, Map.of(), new SynonymGroups(Map.of()))
                        .classifyQuestion("raqam")
                        .nearest())
                .isEmpty();
    }

    @Test
    void aTopicThatOnlyRefusesIsAnsweredAndNeverOffered() {
        QuestionClassifier refusing = new QuestionClassifier(
                Map.of("insult", AnswerStatus.INSULT),
                Map.of("fee", List.of("what is the fee"), "insult", List.of("you useless robot")),
                Map.of(),
                new SynonymGroups(Map.of()));
        assertThat(refusing.classifyQuestion("you useless robot"))
                .isEqualTo(new QuestionClassification("insult", 1, List.of("fee")));
        assertThat(refusing.classifyQuestion("useless fee robot").nearest()).containsExactly("fee");
    }

    @Test
    void anotherAlphabetIsAnotherLanguageWhateverItSays() {
        QuestionClassifier knowing = new QuestionClassifier(
                Map.of("other_language", AnswerStatus.OTHER_LANGUAGE),
                Map.of("fee", List.of("what is the fee"), "other_language", List.of("parlez vous francais")),
                Map.of(),
                new SynonymGroups(Map.of()));
        assertThat(knowing.classifyQuestion("сколько стоит vpn").topic()).isEqualTo("other_language");
        assertThat(knowing.classifyQuestion("如何注册").topic()).isEqualTo("other_language");
        assertThat(knowing.classifyQuestion("fee کتنی ہے").topic()).isNotEqualTo("other_language");
    }
}
