package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.choosing;
import static pk.rahnuma.dialog.field.FieldContexts.option;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;

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
    void anOptionIsKnownByValueNumberWordOrBeginning(String said) {
        assertThat(choice.parseAnswer(said, ask)).isEqualTo(accepted("karachi"));
    }

    @Test
    void aBeginningThatFitsSeveralIsAskedBack() {
        FieldParseResult.Problem ambiguous = new FieldParseResult.Problem(
                "ambiguous", Map.of("options", "Islamabad, Islamkot"), List.of("isb", "islamkot"));
        assertThat(choice.parseAnswer("islam", ask)).isEqualTo(refused(ambiguous));
        assertThat(choice.parseAnswer("islam", open)).isEqualTo(new FieldParseResult.Doubtful("islam", ambiguous));
    }

    @Test
    void twoLettersAreNoBeginning() {
        assertThat(choice.parseAnswer("la", ask)).isEqualTo(refused(problem("none")));
    }

    @Test
    void aNumberOffTheListIsRefusedEvenWhereFreeTextIsWelcome() {
        assertThat(choice.parseAnswer("5", open)).isEqualTo(refused(problem("no_such_number", "count", 4L)));
    }

    @Test
    void otherWordsAreKeptOnlyWhereTheScriptAllowsIt() {
        assertThat(choice.parseAnswer("Turbat", ask)).isEqualTo(refused(problem("none")));
        assertThat(choice.parseAnswer(" Turbat ", open)).isEqualTo(accepted("Turbat"));
        assertThat(choice.parseAnswer("…", open)).isEqualTo(refused(problem("none")));
        assertThat(choice.parseAnswer("x".repeat(101), open)).isEqualTo(refused(problem("too_long", "most", 100L)));
    }

    @Test
    void aSentenceInsteadOfAnotherOptionIsDoubtedAndAQuestionIsNone() {
        Lexicon phrases = ScriptLibrary.loadTrusted(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll())
                .texts()
                .lexicon();
        FieldContext spoken =
                new FieldContext(open.properties(), open.options(), "ur-Latn", open.today(), null, phrases);
        assertThat(choice.interpretText(spoken.lexicon().read("thora sa wait karo"), spoken))
                .isEqualTo(new FieldParseResult.Doubtful(
                        "thora sa wait karo", problem("sentence", "value", "thora sa wait karo")));
        assertThat(choice.interpretText(spoken.lexicon().read("fees kitni hai"), spoken))
                .isEqualTo(new FieldParseResult.NoAnswer(NonAnswer.QUESTION, "fees kitni"));
        assertThat(choice.interpretText(spoken.lexicon().read("Dera Allah Yar"), spoken))
                .isEqualTo(accepted("Dera Allah Yar"));
    }

    @Test
    void otherWordsMayBeMoreWhereTheScriptSaysSo() {
        FieldContext long_words = choosing(Map.of("other", true, "most", 300L), CITIES);
        assertThat(choice.parseAnswer("x".repeat(300), long_words)).isEqualTo(accepted("x".repeat(300)));
        assertThat(choice.parseAnswer("x".repeat(301), long_words))
                .isEqualTo(refused(problem("too_long", "most", 300L)));
    }

    @Test
    void itIsShownByItsLabel() {
        assertThat(choice.formatValue("isb", ask)).isEqualTo("Islamabad");
        assertThat(choice.formatValue("Turbat", open)).isEqualTo("Turbat");
    }
}
