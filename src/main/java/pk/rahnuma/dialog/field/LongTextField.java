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
    public Shape shape() {
        return Shape.TEXT;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Lengths.PROPERTIES;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Lengths.PROBLEMS;
    }

    @Override
    public Reading read(String text, Ask ask) {
        String said = Plain.lines(text);
        Reading refusal = Lengths.refusal(said, ask.number("least", LEAST), ask.number("most", MOST));
        return refusal != null ? refusal : new Reading.Accepted(said);
    }

    @Override
    public String show(Object value, Ask ask) {
        return String.valueOf(value);
    }
}
