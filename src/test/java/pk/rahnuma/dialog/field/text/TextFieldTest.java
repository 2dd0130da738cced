package pk.rahnuma.dialog.field.text;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.asking;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFieldTest {
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

    @Test
    void aLongTextKeepsItsLines() {
        assertThat(text.parseAnswer("one \n\n\n\n two", PLAIN)).isEqualTo(accepted("one\n\ntwo"));
        assertThat(text.parseAnswer("short", asking(Map.of("least", 20L))))
                .isEqualTo(refused(problem("too_short", "least", 20L)));
    }
}
