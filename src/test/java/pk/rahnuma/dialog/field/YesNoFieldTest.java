package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.choosing;
import static pk.rahnuma.dialog.field.FieldContexts.option;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YesNoFieldTest {
    private final YesNoField yesNo = new YesNoField();
    private final FieldContext ask = choosing(
            Map.of(),
            option("yes", "I confirm", "yes", "haan", "جی ہاں", "agree"),
            option("no", "Not me", "no", "nahi", "نہیں", "dont agree"));

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Haan", "جی هاں", "I confirm", "1", "۱", "👍🏽"})
    void yesHasManyFaces(String said) {
        assertThat(yesNo.parseAnswer(said, ask)).isEqualTo(accepted(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "Nahi", "نہیں", "نهيں", "not me", "2", "❌"})
    void andSoHasNo(String said) {
        assertThat(yesNo.parseAnswer(said, ask)).isEqualTo(accepted(false));
    }

    @Test
    void anythingElseIsNeither() {
        assertThat(yesNo.parseAnswer("maybe", ask)).isEqualTo(refused(problem("neither")));
        assertThat(yesNo.parseAnswer("", ask)).isEqualTo(refused(problem("neither")));
    }

    @Test
    void aSentenceOfSeveralWaysToSayOneIsThatOne() {
        assertThat(yesNo.extractAnswer(ask.lexicon().read("yes, haan, agree"), ask))
                .contains(accepted(true));
        assertThat(yesNo.extractAnswer(ask.lexicon().read("no it is my brother's"), ask))
                .contains(accepted(false));
        assertThat(yesNo.extractAnswer(ask.lexicon().read("dont agree"), ask)).contains(accepted(false));
    }

    @Test
    void aLongWayToSayOneCountsAnywhereInASentence() {
        FieldContext owner =
                choosing(Map.of(), option("yes", "Yes", "on my own card"), option("no", "No", "on my brother's name"));
        assertThat(yesNo.extractAnswer(owner.lexicon().read("it is on my brother's name since 2019"), owner))
                .contains(accepted(false));
    }

    @Test
    void aSentenceOfBothOrOfNoneIsNeither() {
        assertThat(yesNo.extractAnswer(ask.lexicon().read("yes and no"), ask)).isEmpty();
        assertThat(yesNo.extractAnswer(ask.lexicon().read("we will see"), ask)).isEmpty();
    }

    @Test
    void itIsShownByItsLabel() {
        assertThat(yesNo.formatValue(true, ask)).isEqualTo("I confirm");
        assertThat(yesNo.formatValue(false, ask)).isEqualTo("Not me");
    }
}
