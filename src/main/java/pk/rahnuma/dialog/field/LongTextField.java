package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// Text of several lines. `least` and `most` bound its length (1 to 2,000 if not given).
public final class LongTextField implements FieldType {
    static final long LEAST = 1;
    static final long MOST = 2000;

    @Override
    public String name() {
        return "long-text";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return LengthRule.PROPERTIES;
    }

    @Override
    public Map<String, List<String>> problems() {
        return LengthRule.PROBLEMS;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.lines(text);
        FieldParseResult refusal = LengthRule.refusal(said, ask.number("least", LEAST), ask.number("most", MOST));
        return refusal != null ? refusal : new FieldParseResult.Accepted(said);
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }
}
