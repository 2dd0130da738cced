package pk.rahnuma.registration.record;

import java.util.Arrays;
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

    public static Set<Integer> fromColumn(String column) {
        return column == null
                ? Set.of()
                : Arrays.stream(column.split(",")).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
