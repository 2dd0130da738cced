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
    void thousands_and_lakhs_may_be_grouped(String said) {
        assertThat(number.read(said, PLAIN)).isEqualTo(accepted(150_000L));
    }

    @ParameterizedTest
    @CsvSource({"12.5, not_whole", "five, not_a_number", "'1,2', not_a_number", "-1, too_small", "2026-11, not_a_number"
    })
    void what_is_no_whole_number_is_refused_with_the_reason(String said, String code) {
        assertThat(codes(number.read(said, PLAIN))).containsExactly(code);
    }

    @Test
    void bounds_are_the_scripts() {
        FieldContext ask = asking(Map.of("least", 2L, "most", 9L));
        assertThat(number.read("1", ask)).isEqualTo(refused(problem("too_small", "least", 2L)));
        assertThat(number.read("10", ask)).isEqualTo(refused(problem("too_large", "most", 9L)));
        assertThat(number.read("9".repeat(25), ask)).isEqualTo(refused(problem("too_large", "most", 9L)));
    }
}
