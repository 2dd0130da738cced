package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A line of text. `least` and `most` bound its length (1 to 200 if not given), `pattern` is a Java regular expression
/// that the whole plain text has to match.
public final class TextField implements FieldType {
    static final long LEAST = 1;
    static final long MOST = 200;

    @Override
    public String name() {
        return "text";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Map.of("least", Long.class, "most", Long.class, "pattern", String.class);
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("too_short", List.of("least"), "too_long", List.of("most"), "pattern", List.of());
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.text(text);
        FieldParseResult refusal = LengthRule.refusal(said, ask.number("least", LEAST), ask.number("most", MOST));
        if (refusal != null) {
            return refusal;
        }
        String pattern = ask.text("pattern", null);
        if (pattern != null && !Pattern.matches(pattern, said)) {
            return FieldParseResult.refused("pattern");
        }
        return new FieldParseResult.Accepted(said);
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }
}
