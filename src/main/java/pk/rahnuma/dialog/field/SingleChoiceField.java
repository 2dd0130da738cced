package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldContext.Option;

/// One of the options: tapped, or typed as its number, its words or their beginning. With `other` a text that is none
/// of them is kept as it is.
public final class SingleChoiceField implements FieldType {
    /// Characters of a free answer.
    static final long OTHER = 100;
    private static final String MOST = "most";

    @Override
    public String name() {
        return "choice";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Map.of("other", Boolean.class, MOST, Long.class);
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of(
                "none", List.of(),
                "no_such_number", List.of("count"),
                "ambiguous", List.of("options"),
                "too_long", List.of(MOST));
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        OptionMatcher menu = new OptionMatcher(ask.options());
        String said = TextNormaliser.text(text);
        Option option = menu.named(said);
        if (option != null) {
            return new FieldParseResult.Accepted(option.value());
        }
        if (OptionMatcher.isNumber(said)) {
            return FieldParseResult.refused(
                    "no_such_number", Map.of("count", (long) ask.options().size()));
        }
        List<Option> near = menu.beginning(said);
        if (near.size() == 1) {
            return new FieldParseResult.Accepted(near.getFirst().value());
        }
        if (!ask.flag("other") || TextNormaliser.key(said).isEmpty()) {
            return near.isEmpty()
                    ? FieldParseResult.refused("none")
                    : new FieldParseResult.Refused(List.of(ambiguous(near, ask)));
        }
        return free(said, near, ask);
    }

    private static FieldParseResult free(String said, List<Option> near, FieldContext ask) {
        long most = ask.number(MOST, OTHER);
        if (TextNormaliser.length(said) > most) {
            return FieldParseResult.refused("too_long", Map.of(MOST, most));
        }
        return near.isEmpty()
                ? new FieldParseResult.Accepted(said)
                : new FieldParseResult.Doubtful(said, ambiguous(near, ask));
    }

    private static FieldParseResult.Problem ambiguous(List<Option> near, FieldContext ask) {
        return new FieldParseResult.Problem("ambiguous", Map.of("options", OptionMatcher.some(near, ask)));
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return ask.label(value);
    }
}
