package pk.rahnuma.console.admin;

import java.util.Collections;
import java.util.List;

/// Table of values, of which some columns are drawn.
///
/// @param name of its texts, `charts.<name>`, and of its CSV
/// @param unit of all of its values
/// @param columns names of their texts, `charts.column.<name>`
/// @param drawnColumns columns that are drawn, by place; at most three
public record ChartTable(String name, Unit unit, List<String> columns, List<Integer> drawnColumns, List<Row> rows) {

    /// Unit of a value.
    public enum Unit {
        COUNT,
        /// Seconds of working time.
        TIME
    }

    /// Row of the table.
    ///
    /// @param label a day, or the thing that is counted
    /// @param link to the cases behind the whole row, within the console; null when there are none
    /// @param values by column; null when there is no value
    /// @param links to the cases behind one value, by column; null for those behind the whole row
    public record Row(String label, String link, List<Long> values, List<String> links) {

        /// Row of which all values have the same cases.
        public Row(String label, String link, List<Long> values) {
            this(label, link, values, Collections.nCopies(values.size(), null));
        }

        /// Link to the cases behind a value; null when there are none.
        public String linkFor(int column) {
            Long value = values.get(column);
            String own = value != null && value > 0 ? links.get(column) : null;
            return own == null ? link : own;
        }

        /// Tells whether a value has cases of its own.
        public boolean hasOwnLink(int column) {
            return linkFor(column) != null && !linkFor(column).equals(link);
        }
    }

    /// Sum of a column.
    public long sumColumn(int column) {
        return rows.stream()
                .map(row -> row.values().get(column))
                .filter(value -> value != null)
                .mapToLong(Long::longValue)
                .sum();
    }

    /// Tells whether there is nothing to show.
    public boolean isEmpty() {
        return rows.stream().flatMap(row -> row.values().stream()).allMatch(value -> value == null || value == 0);
    }

    /// Draws the table.
    public BarChartDrawing toDrawing() {
        return BarChartDrawing.fromChart(this);
    }
}
