package pk.rahnuma.dialog.field;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.understanding.Option;

/// Field contexts for tests, and the results of readings.
public final class FieldContexts {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    public static final FieldContext PLAIN = asking(Map.of());

    private FieldContexts() {}

    public static FieldContext asking(Map<String, Object> properties) {
        return new FieldContext(properties, List.of(), "en", TODAY, null);
    }

    public static FieldContext in(String language) {
        return in(PLAIN, language);
    }

    public static FieldContext in(FieldContext ask, String language) {
        return new FieldContext(ask.properties(), ask.options(), language, ask.today(), ask.partial());
    }

    public static FieldContext choosing(Map<String, Object> properties, Option... options) {
        return new FieldContext(properties, List.of(options), "en", TODAY, null);
    }

    public static FieldContext holding(FieldContext ask, List<String> partial) {
        return new FieldContext(ask.properties(), ask.options(), ask.language(), ask.today(), partial);
    }

    public static Option option(String value, String label, String... words) {
        return new Option(value, label, List.of(words));
    }

    public static FieldParseResult accepted(Object value) {
        return new FieldParseResult.Accepted(value);
    }

    public static Problem problem(String code) {
        return new Problem(code, Map.of());
    }

    public static Problem problem(String code, String argument, Object value) {
        return new Problem(code, Map.of(argument, value));
    }

    public static FieldParseResult refused(Problem... problems) {
        return new FieldParseResult.Refused(List.of(problems));
    }

    public static List<String> codes(FieldParseResult reading) {
        return switch (reading) {
            case FieldParseResult.Accepted a -> List.of();
            case FieldParseResult.Doubtful d -> List.of(d.problem().code());
            case FieldParseResult.Partial p ->
                p.problems().stream().map(Problem::code).toList();
            case FieldParseResult.NoAnswer none -> List.of();
            case FieldParseResult.Refused r ->
                r.problems().stream().map(Problem::code).toList();
        };
    }
}
