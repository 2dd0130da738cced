package pk.rahnuma.dialog.field;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.Ask.Option;
import pk.rahnuma.dialog.field.Reading.Problem;

/// Askings for tests, and what a reading came to.
final class Asks {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final Ask PLAIN = asking(Map.of());

    private Asks() {}

    static Ask asking(Map<String, Object> properties) {
        return new Ask(properties, List.of(), "en", TODAY, null);
    }

    static Ask in(String language) {
        return in(PLAIN, language);
    }

    static Ask in(Ask ask, String language) {
        return new Ask(ask.properties(), ask.options(), language, ask.today(), ask.partial());
    }

    static Ask choosing(Map<String, Object> properties, Option... options) {
        return new Ask(properties, List.of(options), "en", TODAY, null);
    }

    static Ask holding(Ask ask, List<String> partial) {
        return new Ask(ask.properties(), ask.options(), ask.language(), ask.today(), partial);
    }

    static Option option(String value, String label, String... words) {
        return new Option(value, label, List.of(words));
    }

    static Reading accepted(Object value) {
        return new Reading.Accepted(value);
    }

    static Problem problem(String code) {
        return new Problem(code, Map.of());
    }

    static Problem problem(String code, String argument, Object value) {
        return new Problem(code, Map.of(argument, value));
    }

    static Reading refused(Problem... problems) {
        return new Reading.Refused(List.of(problems));
    }

    static List<String> codes(Reading reading) {
        return switch (reading) {
            case Reading.Accepted a -> List.of();
            case Reading.Doubtful d -> List.of(d.problem().code());
            case Reading.Partial p -> p.problems().stream().map(Problem::code).toList();
            case Reading.Refused r -> r.problems().stream().map(Problem::code).toList();
        };
    }
}
