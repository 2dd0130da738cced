package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// A sales tax registration number: 13 digits, in whatever groups (`domain.md` 2).
public final class StrnField implements FieldType {
    private static final int DIGITS = 13;

    @Override
    public String name() {
        return "strn";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("not_digits", List.of(), "length", List.of("count"));
    }

    @Override
    public boolean sensitive() {
        return true;
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String digits = TextNormaliser.digits(text);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return FieldParseResult.refused("not_digits");
        }
        if (digits.length() != DIGITS) {
            return FieldParseResult.refused("length", Map.of("count", (long) digits.length()));
        }
        return new FieldParseResult.Accepted(digits);
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }

    @Override
    public String mask(Object value, FieldContext ask) {
        return ValueMasker.keepLast(show(value, ask), 3);
    }
}
