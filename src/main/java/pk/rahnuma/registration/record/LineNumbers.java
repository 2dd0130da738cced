package pk.rahnuma.registration.record;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Numbers of lines of an application in a column, by commas; null for all lines.
public final class LineNumbers {

    private LineNumbers() {}

    public static String toColumn(Set<Integer> numbers) {
        return numbers.isEmpty()
                ? null
                : numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Parses the number of one line as a script or a person gives it; empty for anything else.
    public static Optional<Integer> parseText(String typed) {
        return typed.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.valueOf(typed)) : Optional.empty();
    }

    /// Parses numbers of lines as forms of pages send them, each one number or several by commas; what is no number is
    /// left out.
    public static Set<Integer> parseTexts(Collection<String> typed) {
        return typed.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .flatMap(text -> parseText(text).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public static Set<Integer> fromColumn(String column) {
        return column == null
                ? Set.of()
                : Arrays.stream(column.split(",")).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
