package pk.rahnuma.dialog.field.choice;

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
import pk.rahnuma.dialog.field.FieldContext;

class YesNoFieldTest {
    private final YesNoField yesNo = new YesNoField();
    private final FieldContext ask = choosing(Map.of(), option("yes", "I confirm"), option("no", "Not me"));

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Y", "haan", "han ji", "Jee", "جی ہاں", "هاں", "I confirm", "1", "۱", "👍🏽"})
    void yesHasManyFaces(String said) {
        assertThat(yesNo.parseAnswer(said, ask)).isEqualTo(accepted(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "N", "nahi", "nahin", "nai", "ji nahi", "نہیں", "نهيں", "not me", "2", "❌"})
    void andSoHasNo(String said) {
        assertThat(yesNo.parseAnswer(said, ask)).isEqualTo(accepted(false));
    }

    @Test
    void anythingElseIsNeither() {
        assertThat(yesNo.parseAnswer("maybe", ask)).isEqualTo(refused(problem("neither")));
        assertThat(yesNo.parseAnswer("", ask)).isEqualTo(refused(problem("neither")));
    }

    @Test
    void itIsShownByItsLabel() {
        assertThat(yesNo.formatValue(true, ask)).isEqualTo("I confirm");
        assertThat(yesNo.formatValue(false, ask)).isEqualTo("Not me");
    }
}
