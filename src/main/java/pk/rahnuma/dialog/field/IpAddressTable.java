package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Addresses of a table, with the columns in which they were found. A row without an address is a problem, unless it is
/// empty or the first, which may be a heading.
final class IpAddressTable {

    /// Code of the problem that the table has columns without addresses.
    static final String COLUMNS_CODE = "columns";
    private static final List<Problem> NOTHING_FOUND = List.of(new Problem("none", Map.of()));
    /// Maximum columns whose names are shown.
    private static final int MAX_NAMED_COLUMNS = 6;

    private final List<List<String>> rows;
    private final IpAddressRanges addresses = new IpAddressRanges();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Integer> addressColumns = new TreeSet<>();
    private final Set<Integer> otherColumns = new TreeSet<>();
    private int firstRow;
    private int lastRow;

    /// Reads the table until more addresses are found than are asked for.
    ///
    /// @param scan finds the addresses of a cell
    IpAddressTable(List<List<String>> rows, long maxAddresses, Function<String, IpAddressExtractor> scan) {
        this.rows = rows;
        boolean heading = true;
        for (int i = 0; i < rows.size() && addresses.addressCount() <= maxAddresses; i++) {
            if (rows.get(i).stream().allMatch(String::isBlank)) {
                continue;
            }
            boolean empty = readRow(i, scan);
            if (empty && !heading) {
                problems.addAll(addRowNumber(NOTHING_FOUND, i + 1));
            }
            heading = false;
        }
        otherColumns.removeAll(addressColumns);
    }

    /// @return whether nothing like an address was found
    private boolean readRow(int index, Function<String, IpAddressExtractor> scan) {
        List<String> cells = rows.get(index);
        boolean empty = true;
        for (int column = 0; column < cells.size(); column++) {
            IpAddressExtractor found = scan.apply(cells.get(column));
            if (!cells.get(column).isBlank()) {
                (found.hasFoundNothing() ? otherColumns : addressColumns).add(column);
            }
            if (!found.validAddresses().isEmpty()) {
                firstRow = firstRow == 0 ? index + 1 : firstRow;
                lastRow = index + 1;
            }
            addresses.addTexts(found.validAddresses());
            problems.addAll(addRowNumber(found.reportedProblems(), index + 1));
            empty &= found.hasFoundNothing();
        }
        return empty;
    }

    List<String> addresses() {
        return addresses.toTexts();
    }

    List<Problem> problems() {
        return problems;
    }

    /// Columns that were read and those that were not, where the table has columns without addresses: people may expect
    /// that these are read too. Empty for a table of addresses alone.
    List<Problem> describeColumns(FieldContext context) {
        return otherColumns.isEmpty() || addresses.isEmpty()
                ? List.of()
                : List.of(new Problem(
                        COLUMNS_CODE,
                        Map.of(
                                "count", addresses.addressCount(),
                                "first", (long) firstRow,
                                "last", (long) lastRow,
                                "read", nameColumns(addressColumns, context),
                                "left", nameColumns(otherColumns, context))));
    }

    /// Names of columns in the heading, or their numbers, counted from 1.
    private String nameColumns(Set<Integer> columns, FieldContext context) {
        List<String> heading = firstRow > 1 ? rows.getFirst() : List.of();
        List<String> names = columns.stream()
                .limit(MAX_NAMED_COLUMNS)
                .map(column -> column < heading.size() && !heading.get(column).isBlank()
                        ? TextNormaliser.abbreviate(TextNormaliser.toSingleLine(heading.get(column)))
                        : Integer.toString(column + 1))
                .collect(Collectors.toCollection(ArrayList::new));
        if (columns.size() > MAX_NAMED_COLUMNS) {
            names.add("…");
        }
        return ListValues.joinValues(names, context);
    }

    private static List<Problem> addRowNumber(List<Problem> problems, int row) {
        return problems.stream()
                .map(problem -> {
                    Map<String, Object> arguments = new HashMap<>(problem.arguments());
                    arguments.put(FieldParseResult.ROW_ARGUMENT, Integer.toString(row));
                    return new Problem(problem.code(), arguments);
                })
                .toList();
    }
}
