package pk.rahnuma.dialog.field;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Subscriber ID of an internet provider (docs/domain.md, "Numbers"): every provider has its own format, so 3 to 40
/// printable characters, with a digit among them. An IP address is none.
public final class SubscriberIdField extends TypedField {
    static final long MIN_LENGTH = 3;
    static final long MAX_LENGTH = 40;
    private static final int MIN_SENTENCE_WORDS = 3;
    /// Minimum digits of an ID in a sentence: a year or an amount has fewer.
    private static final int MIN_SENTENCE_DIGITS = 5;
    /// Minimum digits of an ID that has letters too.
    private static final int MIN_LETTERED_DIGITS = 3;
    private static final Pattern NETWORK_ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern END_MARKS = Pattern.compile("[.,;:!?،؛۔؟]{1,3}$");

    public SubscriberIdField() {
        super(FieldTraits.ofType("subscriber")
                .asSensitive()
                .withProblem("too_short", "least")
                .withProblem("too_long", "most")
                .withProblem("characters")
                .withProblem("no_digit")
                .withProblem("an_address"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        FieldParseResult refusal = LengthRule.checkLength(normalised, MIN_LENGTH, MAX_LENGTH);
        if (refusal != null) {
            return refusal;
        }
        boolean fits = normalised.codePoints().allMatch(SubscriberIdField::isPrintable)
                && normalised.codePoints().anyMatch(Character::isLetterOrDigit);
        if (!fits) {
            return FieldParseResult.refused("characters");
        }
        if (normalised.codePoints().noneMatch(Character::isDigit)) {
            return FieldParseResult.refused("no_digit");
        }
        return NETWORK_ADDRESS.matcher(normalised).matches()
                ? FieldParseResult.refused("an_address")
                : new FieldParseResult.Accepted(normalised);
    }

    /// A sentence is no subscriber ID, though it may have one in it.
    @Override
    public FieldParseResult interpretText(Utterance text, FieldContext context) {
        FieldParseResult reading = super.interpretText(text, context);
        boolean sentence = text.text().split(" ").length >= MIN_SENTENCE_WORDS;
        return sentence && reading instanceof FieldParseResult.Accepted accepted && !accepted.extracted()
                ? FieldParseResult.refused("no_digit")
                : reading;
    }

    /// The only likely word of a longer sentence, or the introduced value.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        String[] words = sentence.text().split(" ");
        if (words.length < MIN_SENTENCE_WORDS) {
            return super.extractAnswer(sentence, context);
        }
        List<FieldParseResult> fitting = Arrays.stream(words)
                .filter(SubscriberIdField::isLikely)
                .map(word -> parseAnswer(END_MARKS.matcher(word).replaceAll(""), context))
                .filter(FieldParseResult.Accepted.class::isInstance)
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : super.extractAnswer(sentence, context);
    }

    /// True for a word that is hardly anything else: at least five digits, or three beside letters.
    public static boolean isLikely(String word) {
        long digits = word.codePoints().filter(Character::isDigit).count();
        return digits >= MIN_SENTENCE_DIGITS
                || digits >= MIN_LETTERED_DIGITS && word.codePoints().anyMatch(Character::isLetter);
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE;
    }
}
