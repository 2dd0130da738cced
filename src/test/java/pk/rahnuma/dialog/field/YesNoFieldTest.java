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
    private final FieldContext ask = choosing(Map.of(), option("yes", "I confirm"), option("no", "Not me"));

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Y", "haan", "han ji", "Jee", "جی ہاں", "هاں", "I confirm", "1", "۱", "👍🏽"})
    void yes_has_many_faces(String said) {
        assertThat(yesNo.read(said, ask)).isEqualTo(accepted(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "N", "nahi", "nahin", "nai", "ji nahi", "نہیں", "نهيں", "not me", "2", "❌"})
    void and_so_has_no(String said) {
        assertThat(yesNo.read(said, ask)).isEqualTo(accepted(false));
    }

    @Test
    void anything_else_is_neither() {
        assertThat(yesNo.read("maybe", ask)).isEqualTo(refused(problem("neither")));
        assertThat(yesNo.read("", ask)).isEqualTo(refused(problem("neither")));
    }

    @Test
    void it_is_shown_by_its_label() {
        assertThat(yesNo.show(true, ask)).isEqualTo("I confirm");
        assertThat(yesNo.show(false, ask)).isEqualTo("Not me");
    }
}
