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
import pk.rahnuma.dialog.field.FieldContext.Option;

class SingleChoiceFieldTest {
    private static final Option[] CITIES = {
        option("lahore", "Lahore", "لاہور"),
        option("isb", "Islamabad", "اسلام آباد"),
        option("islamkot", "Islamkot"),
        option("karachi", "Karachi", "کراچی", "khi")
    };
    private final SingleChoiceField choice = new SingleChoiceField();
    private final FieldContext ask = choosing(Map.of(), CITIES);
    private final FieldContext open = choosing(Map.of("other", true), CITIES);

    @ParameterizedTest
    @ValueSource(strings = {"karachi", "4", "۴", "4.", "(4)", "KARACHI", "Karachi!", "كراچي", "khi", "kara"})
    void an_option_is_known_by_value_number_word_or_beginning(String said) {
        assertThat(choice.read(said, ask)).isEqualTo(accepted("karachi"));
    }

    @Test
    void a_beginning_that_fits_several_is_asked_back() {
        assertThat(choice.read("islam", ask))
                .isEqualTo(refused(problem("ambiguous", "options", "Islamabad, Islamkot")));
        assertThat(choice.read("islam", open))
                .isEqualTo(
                        new FieldParseResult.Doubtful("islam", problem("ambiguous", "options", "Islamabad, Islamkot")));
    }

    @Test
    void two_letters_are_no_beginning() {
        assertThat(choice.read("la", ask)).isEqualTo(refused(problem("none")));
    }

    @Test
    void a_number_off_the_list_is_refused_even_where_free_text_is_welcome() {
        assertThat(choice.read("5", open)).isEqualTo(refused(problem("no_such_number", "count", 4L)));
    }

    @Test
    void other_words_are_kept_only_where_the_script_allows_it() {
        assertThat(choice.read("Turbat", ask)).isEqualTo(refused(problem("none")));
        assertThat(choice.read(" Turbat ", open)).isEqualTo(accepted("Turbat"));
        assertThat(choice.read("…", open)).isEqualTo(refused(problem("none")));
        assertThat(choice.read("x".repeat(101), open)).isEqualTo(refused(problem("too_long", "most", 100L)));
    }

    @Test
    void other_words_may_be_more_where_the_script_says_so() {
        FieldContext long_words = choosing(Map.of("other", true, "most", 300L), CITIES);
        assertThat(choice.read("x".repeat(300), long_words)).isEqualTo(accepted("x".repeat(300)));
        assertThat(choice.read("x".repeat(301), long_words)).isEqualTo(refused(problem("too_long", "most", 300L)));
    }

    @Test
    void it_is_shown_by_its_label() {
        assertThat(choice.show("isb", ask)).isEqualTo("Islamabad");
        assertThat(choice.show("Turbat", open)).isEqualTo("Turbat");
    }
}
