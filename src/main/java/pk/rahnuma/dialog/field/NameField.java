package pk.rahnuma.dialog.field;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Name of a person as on the card: 3 to 80 Latin or Urdu letters, with spaces and `. ' -` between them.
public final class NameField extends TypedField {
    static final long MIN_LENGTH = 3;
    static final long MAX_LENGTH = 80;
    /// Words of a name; a longer one has to be confirmed.
    private static final int MAX_WORDS = 5;

    private static final int MIN_SENTENCE_WORDS = 3;

    /// Words before a name with a city behind it.
    private static final long BEFORE_NAME =
            PhraseKind.bits(PhraseKind.INTRODUCTION, PhraseKind.ENCLOSING_INTRODUCTION, PhraseKind.GREETING);

    public NameField() {
        super(FieldTraits.ofType("name")
                .withProblem("too_short", "least")
                .withProblem("too_long", "most")
                .withProblem("letters")
                .withProblem("city")
                .withProblem(SENTENCE_CODE, "value"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('`', '\'')
                .replace('ʼ', '\'')
                .replace('‐', '-')
                .replace('‑', '-')
                .replace('–', '-');
        FieldParseResult refusal = LengthRule.checkLength(normalised, MIN_LENGTH, MAX_LENGTH);
        if (refusal != null) {
            return refusal;
        }
        boolean fits =
                isLetter(normalised.codePointAt(0)) && normalised.codePoints().allMatch(NameField::isAllowed);
        return fits ? new FieldParseResult.Accepted(normalised) : FieldParseResult.refused("letters");
    }

    /// "Yes", "nahi" and "fees kitni hai" are no names. "Lahore", "send it" and a name of many words are doubtful. "My
    /// card is lost" is a name only if the person insists.
    @Override
    public FieldParseResult interpretText(Utterance text, FieldContext context) {
        if (text.containsQuestion()) {
            return new FieldParseResult.NoAnswer(NonAnswer.QUESTION, null);
        }
        return saysYesOrNo(text) || saysYesOrNo(text.withoutFillers())
                ? new FieldParseResult.NoAnswer(NonAnswer.NONE, null)
                : doubtName(super.interpretText(text, context), text);
    }

    private static boolean saysYesOrNo(Utterance text) {
        return text.is(PhraseKind.AGREEMENT) || text.is(PhraseKind.REFUSAL);
    }

    private static FieldParseResult doubtName(FieldParseResult reading, Utterance text) {
        if (!(reading instanceof FieldParseResult.Accepted name)) {
            return reading;
        }
        Utterance value = name.extracted() ? text.read((String) name.value()) : text;
        if (value.is(PhraseKind.CITY)) {
            return FieldParseResult.doubtful(name.value(), "city");
        }
        Utterance inCity = value.withoutEnd(PhraseKind.bits(PhraseKind.AGO, PhraseKind.CLOSING));
        Utterance beforeCity = inCity.part(0, inCity.wordCount() - inCity.countAtEnd(PhraseKind.CITY.bit()))
                .withoutStart(BEFORE_NAME, null);
        if (beforeCity.wordCount() < inCity.wordCount()
                && beforeCity.wordCount() > 1
                && beforeCity.wordCount() < MAX_WORDS
                && inCity.countAtEnd(PhraseKind.CITY.bit()) > 0
                && !beforeCity.containsWord(PhraseKind.SENTENCE)) {
            // "Main Farhan Saleem Multan se".
            return new FieldParseResult.Accepted(beforeCity.text(), true);
        }
        boolean own =
                value.wordCount() >= MIN_SENTENCE_WORDS && value.word(0).length() > 1 && value.is(PhraseKind.OWN, 0, 1);
        if (own) {
            return new FieldParseResult.NoAnswer(NonAnswer.QUESTION, name.value());
        }
        return value.wordCount() > MAX_WORDS || value.containsWord(PhraseKind.SENTENCE)
                ? new FieldParseResult.Doubtful(
                        name.value(), new FieldParseResult.Problem(SENTENCE_CODE, Map.of("value", name.value())))
                : reading;
    }

    private static boolean isAllowed(int c) {
        return isLetter(c) || " .'-۔".indexOf(c) >= 0 || isUrduMark(c);
    }

    private static boolean isLetter(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return Character.isLetter(c) && (script == UnicodeScript.LATIN || script == UnicodeScript.ARABIC);
    }

    /// Marks that are part of the spelling: madda, hamza, and the small alef of رحمٰن.
    private static boolean isUrduMark(int c) {
        return (c >= 0x0653 && c <= 0x0655) || c == 0x0670;
    }
}
