package pk.rahnuma.dialog.field.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.SentenceNumbers;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.field.ValueMasker;
import pk.rahnuma.dialog.field.ValueType;

/// Number of a CNIC or NICOP, stored as 13 digits. No check digit has been published, and both sample numbers of
/// python-stdnum fail the Luhn check that some code applies, so none is checked here (docs/domain.md, "Numbers"). The
/// first digit is the region; 8 and 9 are rare, so the person is only asked to confirm.
public final class CnicField implements FieldType {
    private static final int CNIC_DIGITS = 13;
    /// Minimum digits of a number in a sentence that was meant as the whole number.
    private static final int MIN_DIGITS = 9;

    @Override
    public String typeName() {
        return "cnic";
    }

    @Override
    public ValueType valueType() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of(
                "not_digits", List.of(),
                "length", List.of("count"),
                "first_zero", List.of(),
                "unusual_region", List.of());
    }

    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public boolean isStrict() {
        return true;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String digits = TextNormaliser.toDigits(text);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return FieldParseResult.refused("not_digits");
        }
        if (digits.length() != CNIC_DIGITS) {
            return FieldParseResult.refused("length", Map.of("count", (long) digits.length()));
        }
        return switch (digits.charAt(0)) {
            case '0' -> FieldParseResult.refused("first_zero");
            case '8', '9' -> FieldParseResult.doubtful(digits, "unusual_region");
            default -> new FieldParseResult.Accepted(digits);
        };
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(String sentence, FieldContext context) {
        return SentenceNumbers.findOne(sentence, MIN_DIGITS, number -> parseAnswer(number, context));
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return groupDigits(String.valueOf(value));
    }

    @Override
    public String maskValue(Object value, FieldContext context) {
        String digits = String.valueOf(value);
        return digits.length() == CNIC_DIGITS
                ? digits.substring(0, 5) + "-" + ValueMasker.MASK_CHARACTER.repeat(7) + "-" + digits.substring(12)
                : ValueMasker.maskAllButLast(digits, 1);
    }

    static String groupDigits(String digits) {
        return digits.length() == CNIC_DIGITS
                ? digits.substring(0, 5) + "-" + digits.substring(5, 12) + "-" + digits.substring(12)
                : digits;
    }
}
