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
import org.junit.jupiter.params.provider.ValueSource;

class TextFieldTest {
    private static final FieldContext NAME = asking(Map.of("kind", "name"));

    private final TextField line = new TextField();
    private final LongTextField text = new LongTextField();

    @Test
    void aLineIsKeptPlain() {
        assertThat(line.parseAnswer("  Acme \n Exports ", PLAIN)).isEqualTo(accepted("Acme Exports"));
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleSeeThem() {
        assertThat(line.parseAnswer("😀😀", asking(Map.of("most", 2L)))).isEqualTo(accepted("😀😀"));
        assertThat(line.parseAnswer("abc", asking(Map.of("most", 2L))))
                .isEqualTo(refused(problem("too_long", "most", 2L)));
        assertThat(line.parseAnswer("   ", PLAIN)).isEqualTo(refused(problem("too_short", "least", 1L)));
    }

    @Test
    void aPatternHasToMatchAllOfIt() {
        var certificate = asking(Map.of("pattern", "[A-Za-z0-9/-]{3,30}"));
        assertThat(line.parseAnswer("Z-25/۱۲۳", certificate)).isEqualTo(accepted("Z-25/123"));
        assertThat(line.parseAnswer("Z 25", certificate)).isEqualTo(refused(problem("pattern")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the gateway is gw2.example.com as I see", "config me gw2.example.com, likha hai"})
    void theOnlyWordOfASentenceThatFitsThePatternIsTheAnswer(String said) {
        var host = asking(Map.of("pattern", "(?=.*[.:])[A-Za-z0-9.:_-]+"));
        assertThat(line.interpretText(host.lexicon().read(said), host))
                .isEqualTo(new FieldParseResult.Accepted("gw2.example.com", true));
    }

    @Test
    void aSentenceWithSeveralWordsThatFitThePatternHasNoAnswer() {
        var host = asking(Map.of("pattern", "(?=.*[.:])[A-Za-z0-9.:_-]+"));
        assertThat(line.interpretText(host.lexicon().read("gw1.example.com or gw2.example.com"), host))
                .isEqualTo(refused(problem("pattern")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"35202-1234567-6", "۳۵۲۰۲۱۲۳۴۵۶۷۶", "0300 1234567", "sana@example.com", "39.40.12.7"})
    void aValueOfAnotherKindIsNoName(String value) {
        assertThat(line.parseAnswer(value, NAME)).isEqualTo(refused(problem("other_kind")));
        assertThat(line.parseAnswer(value, PLAIN)).as("any text").isInstanceOf(FieldParseResult.Accepted.class);
    }

    @Test
    void aNameWithAValueOfAnotherKindIsDoubtful() {
        assertThat(codes(line.interpretText(
                        NAME.lexicon().read("PTCL at the head office, 39.40.12.20 and 39.40.12.21"), NAME)))
                .containsExactly("sentence");
        assertThat(codes(line.interpretText(NAME.lexicon().read("Head office, ask Ali at 0300 1234567"), NAME)))
                .containsExactly("sentence");
        assertThat(line.interpretText(NAME.lexicon().read("Head office, 2nd floor, Plot 14-B"), NAME))
                .isEqualTo(accepted("Head office, 2nd floor, Plot 14-B"));
    }

    @Test
    void aLongTextKeepsItsLines() {
        assertThat(text.parseAnswer("one \n\n\n\n two", PLAIN)).isEqualTo(accepted("one\n\ntwo"));
        assertThat(text.parseAnswer("short", asking(Map.of("least", 20L))))
                .isEqualTo(refused(problem("too_short", "least", 20L)));
    }
}
