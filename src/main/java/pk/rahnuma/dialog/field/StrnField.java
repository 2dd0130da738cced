package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Sales tax registration number: 13 digits in any grouping (docs/domain.md, "Numbers").
public final class StrnField implements FieldType {
    private static final int STRN_DIGITS = 13;

    @Override
    public String typeName() {
        return "strn";
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of("not_digits", List.of(), "length", List.of("count"));
    }

    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public boolean isStrict() {
        return true;
    }

    /// A CNIC has as many digits.
    @Override
    public boolean isDistinct(Map<String, Object> properties) {
        return false;
    }

    @Override
    public boolean mayBeIn(Utterance text) {
        return text.countDigits() >= STRN_DIGITS;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String digits = TextNormaliser.toDigits(text);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return FieldParseResult.refused("not_digits");
        }
        if (digits.length() != STRN_DIGITS) {
            return FieldParseResult.refused("length", Map.of("count", (long) digits.length()));
        }
        return new FieldParseResult.Accepted(digits);
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        return SentenceNumbers.findOne(sentence, STRN_DIGITS, number -> parseAnswer(number, context));
    }
}
