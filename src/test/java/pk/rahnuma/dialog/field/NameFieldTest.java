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
    void latinAndUrduNamesAreKeptAsWritten(String said) {
        assertThat(name.parseAnswer(said, PLAIN)).isEqualTo(accepted(said));
    }

    @Test
    void typographicMarksBecomePlainOnes() {
        assertThat(name.parseAnswer("D’Souza ‑ Khan", PLAIN)).isEqualTo(accepted("D'Souza - Khan"));
    }

    @ParameterizedTest
    @CsvSource({"Al, too_short", "Ali 2, letters", "Иван, letters", "..., letters", "'Ali, Raza', letters"})
    void refusesAnInvalidNameWithTheReason(String said, String code) {
        assertThat(codes(name.parseAnswer(said, PLAIN))).containsExactly(code);
    }

    @Test
    void eightyLettersAreEnough() {
        assertThat(codes(name.parseAnswer("a".repeat(81), PLAIN))).containsExactly("too_long");
    }
}
