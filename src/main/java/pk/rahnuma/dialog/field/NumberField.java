package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// A whole number, `least` to `most` (default 0 to 999,999,999,999). Thousands may be grouped, lakhs too (`1,50,000`).
public final class NumberField extends TypedField {
    static final long DEFAULT_MIN = 0;
    static final long DEFAULT_MAX = 999_999_999_999L;
    /// Maximum characters of a text that can be a number.
    private static final int MAX_TEXT_LENGTH = 30;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+|-?[0-9]{1,3}(?:[,٬ ][0-9]{2,3})*[,٬ ][0-9]{3}");
    private static final Pattern FRACTION = Pattern.compile("^-?[0-9,٬ ]*+[.٫][0-9]+");
    private static final String ZERO = "0";
    private static final int MAX_ZERO_WORDS = 3;
    private static final long MIN_YEAR = 1990;
    private static final long MAX_YEAR = 2100;
    /// Number of digits that always fits a long.
    private static final int MAX_LONG_DIGITS = 18;

    public NumberField() {
        super(FieldTraits.ofType("number")
                .storedAs(ValueType.NUMBER)
                // A number in a sentence may count anything.
                .asIndistinct()
                .withMinDigits(1)
                .withProperty("least", Long.class)
                .withProperty("most", Long.class)
                .withProblem("not_a_number")
                .withProblem("not_whole")
                .withProblem("too_small", "least")
                .withProblem("too_large", "most"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text).replace('−', '-');
        if (normalised.length() > MAX_TEXT_LENGTH) {
            return FieldParseResult.refused("not_a_number");
        }
        if (!WHOLE.matcher(normalised).matches()) {
            return FieldParseResult.refused(FRACTION.matcher(normalised).matches() ? "not_whole" : "not_a_number");
        }
        long minimum = context.numberProperty("least", DEFAULT_MIN);
        long maximum = context.numberProperty("most", DEFAULT_MAX);
        long number = parseNumber(normalised.replaceAll("[,٬ ]", ""));
        if (number < minimum) {
            return FieldParseResult.refused("too_small", Map.of("least", minimum));
        }
        if (number > maximum) {
            return FieldParseResult.refused("too_large", Map.of("most", maximum));
        }
        return new FieldParseResult.Accepted(number);
    }

    private static long parseNumber(String digits) {
        if (digits.length() > MAX_LONG_DIGITS) {
            return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return Long.parseLong(digits);
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        Optional<FieldParseResult> written =
                SentenceNumbers.findOne(sentence, 1, number -> parseAnswer(number, context));
        if (written.isPresent() && !isYear(written.get())
                || NonAnswer.findKind(sentence, false).isPresent()) {
            return written;
        }
        List<String> named = namedIn(sentence);
        return named.size() == 1 ? Optional.of(parseAnswer(named.getFirst(), context)) : written;
    }

    /// "None so far", "koi nahi": no number, where none is one. A longer phrase refuses to answer: "none of your
    /// business".
    @Override
    public FieldParseResult interpretText(Utterance text, FieldContext context) {
        FieldParseResult reading = super.interpretText(text, context);
        boolean none = reading instanceof FieldParseResult.Refused refused && !text.hasDigit()
                || reading instanceof FieldParseResult.NoAnswer nothing && nothing.kind() == NonAnswer.NONE;
        return none && context.numberProperty("least", DEFAULT_MIN) <= 0 && saysZero(text)
                ? new FieldParseResult.Accepted(0L, true)
                : reading;
    }

    private static boolean saysZero(Utterance text) {
        for (int first = 0; first < text.wordCount(); first++) {
            for (int count = MAX_ZERO_WORDS; count > 0; count--) {
                if (first + count <= text.wordCount() && ZERO.equals(text.sense(Sense.NUMBER, first, count))) {
                    return text.countAt(first, PhraseKind.NONE.bit(), null) <= count;
                }
            }
        }
        return false;
    }

    /// Numbers in words, of which "forty five" is one. Zero is none: "none of them".
    private static List<String> namedIn(Utterance sentence) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < sentence.wordCount(); i++) {
            String two = i + 1 < sentence.wordCount() ? sentence.sense(Sense.NUMBER, i, 2) : null;
            String number = two == null ? sentence.sense(Sense.NUMBER, i, 1) : two;
            if (number != null && !number.equals(ZERO) && !named.contains(number)) {
                named.add(number);
            }
            i += two == null ? 0 : 1;
        }
        return named;
    }

    /// True for a number that may be the year beside another number: "six of them, in 2023".
    private static boolean isYear(FieldParseResult reading) {
        return reading instanceof FieldParseResult.Accepted accepted
                && accepted.value() instanceof Long number
                && number >= MIN_YEAR
                && number <= MAX_YEAR;
    }
}
