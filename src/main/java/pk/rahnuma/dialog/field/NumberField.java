package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A whole number, `least` to `most` (0 to 999,999,999,999 if not given). Thousands may be grouped, lakhs too
/// (`1,50,000`).
public final class NumberField implements FieldType {
    static final long LEAST = 0;
    static final long MOST = 999_999_999_999L;
    /// Characters beyond which a text is no number that anybody means.
    private static final int LENGTH = 30;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+|-?[0-9]{1,3}(?:[,٬ ][0-9]{2,3})*[,٬ ][0-9]{3}");
    private static final Pattern FRACTION = Pattern.compile("-?[0-9,٬ ]*[.٫][0-9]+");
    /// Digits that always fit a long.
    private static final int SAFE = 18;

    @Override
    public String name() {
        return "number";
    }

    @Override
    public ValueType shape() {
        return ValueType.NUMBER;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Map.of("least", Long.class, "most", Long.class);
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of(
                "not_a_number", List.of(),
                "not_whole", List.of(),
                "too_small", List.of("least"),
                "too_large", List.of("most"));
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.text(text).replace('−', '-');
        if (said.length() > LENGTH) {
            return FieldParseResult.refused("not_a_number");
        }
        if (!WHOLE.matcher(said).matches()) {
            return FieldParseResult.refused(FRACTION.matcher(said).matches() ? "not_whole" : "not_a_number");
        }
        long least = ask.number("least", LEAST);
        long most = ask.number("most", MOST);
        long number = number(said.replaceAll("[,٬ ]", ""));
        if (number < least) {
            return FieldParseResult.refused("too_small", Map.of("least", least));
        }
        if (number > most) {
            return FieldParseResult.refused("too_large", Map.of("most", most));
        }
        return new FieldParseResult.Accepted(number);
    }

    private static long number(String digits) {
        if (digits.length() > SAFE) {
            return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return Long.parseLong(digits);
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }
}
