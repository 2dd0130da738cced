package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.codes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFieldTest {
    private final NameField name = new NameField();

    @ParameterizedTest
    @ValueSource(
            strings = {"Ali Raza", "M. Usman", "Zoë D'Souza", "Abdul-Rehman", "محمد علی", "عبدالرحمٰن", "ایم۔ علی"})
    void latin_and_urdu_names_are_kept_as_written(String said) {
        assertThat(name.read(said, PLAIN)).isEqualTo(accepted(said));
    }

    @Test
    void typographic_marks_become_plain_ones() {
        assertThat(name.read("D’Souza ‑ Khan", PLAIN)).isEqualTo(accepted("D'Souza - Khan"));
    }

    @ParameterizedTest
    @CsvSource({"Al, too_short", "Ali 2, letters", "Иван, letters", "..., letters", "'Ali, Raza', letters"})
    void what_is_no_name_is_refused_with_the_reason(String said, String code) {
        assertThat(codes(name.read(said, PLAIN))).containsExactly(code);
    }

    @Test
    void eighty_letters_are_enough() {
        assertThat(codes(name.read("a".repeat(81), PLAIN))).containsExactly("too_long");
    }
}
