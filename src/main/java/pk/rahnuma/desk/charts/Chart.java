package pk.rahnuma.desk.charts;

import java.util.List;

/// A table of figures, of which some columns are drawn.
///
/// @param name of its texts, `charts.<name>`, and of its CSV
/// @param unit of all of its figures
/// @param columns names of their texts, `charts.column.<name>`
/// @param drawn which columns are drawn, by place; at most two
public record Chart(String name, Unit unit, List<String> columns, List<Integer> drawn, List<Row> rows) {

    /// What a figure is.
    public enum Unit {
        COUNT,
        /// Seconds of working time.
        TIME
    }

    /// A line of the table.
    ///
    /// @param label a day, or what is counted
    /// @param link to the cases behind it, within the console; null where there are none
    /// @param values by column; null where there is nothing to tell
    public record Row(String label, String link, List<Long> values) {}

    /// The sum of a column.
    public long sum(int column) {
        return rows.stream()
                .map(row -> row.values().get(column))
                .filter(value -> value != null)
                .mapToLong(Long::longValue)
                .sum();
    }

    /// Whether there is anything to see.
    public boolean isEmpty() {
        return rows.stream().flatMap(row -> row.values().stream()).allMatch(value -> value == null || value == 0);
    }

    /// As a picture.
    public Drawing drawing() {
        return Drawing.of(this);
    }
}
