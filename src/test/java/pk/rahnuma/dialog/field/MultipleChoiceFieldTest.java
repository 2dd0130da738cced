package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.choosing;
import static pk.rahnuma.dialog.field.FieldContexts.holding;
import static pk.rahnuma.dialog.field.FieldContexts.in;
import static pk.rahnuma.dialog.field.FieldContexts.option;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.understanding.Option;

class MultipleChoiceFieldTest {
    private static final Option[] USES = {
        option("mail", "E-mail"), option("office", "Office and home", "دفتر"), option("voice", "Voice, video", "آواز")
    };
    private final MultipleChoiceField choices = new MultipleChoiceField();
    private final FieldContext ask = choosing(Map.of(), USES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1, 3",
                "۳،۱",
                "1 3",
                "3 and 1",
                "1 aur 3",
                "۱ اور ۳",
                "1\n3",
                "email, voice video",
                "E-mail aur آواز",
                "voice, video, e-mail",
                "1, 3, and 1"
            })
    void aTypedListAnswersAtOnceInTheOrderOfTheOptions(String said) {
        assertThat(choices.parseAnswer(said, ask)).isEqualTo(accepted(List.of("mail", "voice")));
    }

    @Test
    void aLabelWithAnAndInItIsOneOption() {
        assertThat(choices.parseAnswer("Office and home and E-mail", ask))
                .isEqualTo(accepted(List.of("mail", "office")));
    }

    @Test
    void aTapPutsInAndTheNextTakesOut() {
        assertThat(choices.parseAnswer("voice", ask))
                .isEqualTo(new FieldParseResult.Partial(List.of("voice"), List.of()));
        assertThat(choices.parseAnswer("mail", holding(ask, List.of("voice"))))
                .isEqualTo(new FieldParseResult.Partial(List.of("mail", "voice"), List.of()));
        assertThat(choices.parseAnswer("voice", holding(ask, List.of("mail", "voice"))))
                .isEqualTo(new FieldParseResult.Partial(List.of("mail"), List.of()));
    }

    @Test
    void itEndsWhenThePersonSaysSoAndEnoughAreHeld() {
        FieldContext two = choosing(Map.of("least", 2L), USES);
        assertThat(choices.parseAnswer("!done", holding(two, List.of("mail", "voice"))))
                .isEqualTo(accepted(List.of("mail", "voice")));
        assertThat(choices.parseAnswer("!done", holding(two, List.of("mail"))))
                .isEqualTo(refused(problem("too_few", "least", 2L)));
        assertThat(choices.parseAnswer("!done", ask)).isEqualTo(refused(problem("too_few", "least", 1L)));
    }

    @Test
    void earlierTapsCount() {
        assertThat(choices.parseAnswer("1", holding(ask, List.of("voice"))))
                .isEqualTo(accepted(List.of("mail", "voice")));
    }

    @Test
    void tooManyChangeNothing() {
        FieldContext one = choosing(Map.of("most", 1L), USES);
        assertThat(choices.parseAnswer("1, 3", one)).isEqualTo(refused(problem("too_many", "most", 1L)));
        assertThat(choices.parseAnswer("voice", holding(one, List.of("mail"))))
                .isEqualTo(new FieldParseResult.Partial(List.of("mail"), List.of(problem("too_many", "most", 1L))));
    }

    @Test
    void theKnownPartOfAListIsAcceptedAndTheRestReported() {
        assertThat(choices.parseAnswer("1, fax", ask))
                .isEqualTo(new FieldParseResult.Partial(List.of("mail"), List.of(problem("none", "text", "fax"))));
        assertThat(choices.parseAnswer("fax, 9", ask))
                .isEqualTo(refused(problem("none", "text", "fax"), problem("no_such_number", "count", 3L)));
    }

    @Test
    void labelsAreJoinedAsTheLanguageDoes() {
        assertThat(choices.formatValue(List.of("mail", "office"), ask)).isEqualTo("E-mail, Office and home");
        assertThat(choices.formatValue(List.of("mail", "office"), in(ask, "ur")))
                .isEqualTo("E-mail، Office and home");
    }
}
