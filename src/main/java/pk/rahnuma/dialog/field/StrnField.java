package pk.rahnuma.dialog.field;

import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Sales tax registration number: 13 digits in any grouping (docs/domain.md, "Numbers").
public final class StrnField extends TypedField {
    private static final int STRN_DIGITS = 13;

    public StrnField() {
        super(FieldTraits.ofType("strn")
                // A CNIC has as many digits.
                .asIndistinct()
                .asSensitive()
                .withMinDigits(STRN_DIGITS)
                .withProblem("not_digits")
                .withProblem("length", "count"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String digits = TextNormaliser.toDigits(text);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return FieldParseResult.refused("not_digits");
        }
        return digits.length() == STRN_DIGITS
                ? new FieldParseResult.Accepted(digits)
                : FieldParseResult.refused("length", Map.of("count", (long) digits.length()));
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        return SentenceNumbers.findOne(sentence, STRN_DIGITS, number -> parseAnswer(number, context));
    }
}
