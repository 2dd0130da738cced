package pk.rahnuma.console.report;

import java.util.Collections;
import java.util.List;

/// A table of figures, of which some columns are drawn.
///
/// @param name of its texts, `charts.<name>`, and of its CSV
/// @param unit of all of its figures
/// @param columns names of their texts, `charts.column.<name>`
/// @param drawnColumns which columns are drawn, by place; at most three
public record ChartTable(String name, Unit unit, List<String> columns, List<Integer> drawnColumns, List<Row> rows) {

    /// What a figure is.
    public enum Unit {
        COUNT,
        /// Seconds of working time.
        TIME
    }

    /// A line of the table.
    ///
    /// @param label a day, or what is counted
    /// @param link to the cases behind all of it, within the console; null where there are none
    /// @param values by column; null where there is nothing to tell
    /// @param links to the cases behind one value, by column; null where those are the ones behind all of it
    public record Row(String label, String link, List<Long> values, List<String> links) {

        /// One of which all values have the same cases.
        public Row(String label, String link, List<Long> values) {
            this(label, link, values, Collections.nCopies(values.size(), null));
        }

        /// To the cases behind a value; null where there are none.
        public String linkFor(int column) {
            Long value = values.get(column);
            String own = value != null && value > 0 ? links.get(column) : null;
            return own == null ? link : own;
        }

        /// Whether a value has cases of its own.
        public boolean hasOwnLink(int column) {
            return linkFor(column) != null && !linkFor(column).equals(link);
        }
    }

    /// The sum of a column.
    public long sumColumn(int column) {
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
    public BarChartDrawing toDrawing() {
        return BarChartDrawing.fromChart(this);
    }
}
