package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.asking;
import static pk.rahnuma.dialog.field.FieldContexts.codes;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFieldTest {
    private final NumberField number = new NumberField();

    @ParameterizedTest
    @ValueSource(strings = {"150000", "150,000", "1,50,000", "۱۵۰۰۰۰", "۱۵۰٬۰۰۰", " 150 000 "})
    void thousandsAndLakhsMayBeGrouped(String said) {
        assertThat(number.parseAnswer(said, PLAIN)).isEqualTo(accepted(150_000L));
    }

    @ParameterizedTest
    @CsvSource({"12.5, not_whole", "five, not_a_number", "'1,2', not_a_number", "-1, too_small", "2026-11, not_a_number"
    })
    void refusesAFractionWithTheReason(String said, String code) {
        assertThat(codes(number.parseAnswer(said, PLAIN))).containsExactly(code);
    }

    @Test
    void boundsAreTheScripts() {
        FieldContext ask = asking(Map.of("least", 2L, "most", 9L));
        assertThat(number.parseAnswer("1", ask)).isEqualTo(refused(problem("too_small", "least", 2L)));
        assertThat(number.parseAnswer("10", ask)).isEqualTo(refused(problem("too_large", "most", 9L)));
        assertThat(number.parseAnswer("9".repeat(25), ask)).isEqualTo(refused(problem("too_large", "most", 9L)));
    }
}
