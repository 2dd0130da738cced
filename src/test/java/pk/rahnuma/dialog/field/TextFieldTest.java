package pk.rahnuma.dialog.field;

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
    void a_line_is_kept_plain() {
        assertThat(line.read("  Acme \n Exports ", PLAIN)).isEqualTo(accepted("Acme Exports"));
    }

    @Test
    void length_is_counted_in_characters_as_people_see_them() {
        assertThat(line.read("😀😀", asking(Map.of("most", 2L)))).isEqualTo(accepted("😀😀"));
        assertThat(line.read("abc", asking(Map.of("most", 2L)))).isEqualTo(refused(problem("too_long", "most", 2L)));
        assertThat(line.read("   ", PLAIN)).isEqualTo(refused(problem("too_short", "least", 1L)));
    }

    @Test
    void a_pattern_has_to_match_all_of_it() {
        var certificate = asking(Map.of("pattern", "[A-Za-z0-9/-]{3,30}"));
        assertThat(line.read("Z-25/۱۲۳", certificate)).isEqualTo(accepted("Z-25/123"));
        assertThat(line.read("Z 25", certificate)).isEqualTo(refused(problem("pattern")));
    }

    @Test
    void a_long_text_keeps_its_lines() {
        assertThat(text.read("one \n\n\n\n two", PLAIN)).isEqualTo(accepted("one\n\ntwo"));
        assertThat(text.read("short", asking(Map.of("least", 20L))))
                .isEqualTo(refused(problem("too_short", "least", 20L)));
    }
}
