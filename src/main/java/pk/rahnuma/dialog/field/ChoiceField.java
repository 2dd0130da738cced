package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.Ask.Option;

/// One of the options: tapped, or typed as its number, its words or their beginning. With `other` a text that is none
/// of them is kept as it is.
public final class ChoiceField implements FieldType {
    /// Characters of a free answer.
    static final long OTHER = 100;
    private static final String MOST = "most";

    @Override
    public String name() {
        return "choice";
    }

    @Override
    public Shape shape() {
        return Shape.TEXT;
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
    public Reading read(String text, Ask ask) {
        Menu menu = new Menu(ask.options());
        String said = Plain.text(text);
        Option option = menu.named(said);
        if (option != null) {
            return new Reading.Accepted(option.value());
        }
        if (Menu.isNumber(said)) {
            return Reading.refused(
                    "no_such_number", Map.of("count", (long) ask.options().size()));
        }
        List<Option> near = menu.beginning(said);
        if (near.size() == 1) {
            return new Reading.Accepted(near.getFirst().value());
        }
        if (!ask.flag("other") || Plain.key(said).isEmpty()) {
            return near.isEmpty() ? Reading.refused("none") : new Reading.Refused(List.of(ambiguous(near, ask)));
        }
        return free(said, near, ask);
    }

    private static Reading free(String said, List<Option> near, Ask ask) {
        long most = ask.number(MOST, OTHER);
        if (Plain.length(said) > most) {
            return Reading.refused("too_long", Map.of(MOST, most));
        }
        return near.isEmpty() ? new Reading.Accepted(said) : new Reading.Doubtful(said, ambiguous(near, ask));
    }

    private static Reading.Problem ambiguous(List<Option> near, Ask ask) {
        return new Reading.Problem("ambiguous", Map.of("options", Menu.some(near, ask)));
    }

    @Override
    public String show(Object value, Ask ask) {
        return ask.label(value);
    }
}
