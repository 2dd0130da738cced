package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;

/// Public IP addresses, `least` to `most` (1 to 32 if not given), as many in one message as somebody likes, or in a
/// table, by the row. With `ranges`, a block or range stands for its addresses. The good ones of a mixed message are
/// held while the others are mended; what is held already counts in. A table takes the place of what is held: it is
/// sent again when it was corrected.
public final class IpAddressListField implements FieldType {
    static final long LEAST = 1;
    static final long MOST = 32;
    /// Rows whose problems are told.
    static final int ROWS = 10;
    /// Addresses shown at once; what is more is counted.
    private static final int SHOWN = 12;

    private static final Set<String> ENDINGS = Set.of("csv", "tsv", "txt", "xlsx");
    private static final Map<String, List<String>> PROBLEMS = IpAddressExtractor.codesAnd(Map.of(
            "too_few",
            List.of("least"),
            "too_many",
            List.of("most"),
            "type",
            List.of(),
            FileField.TABLE_TOO_LARGE,
            List.of(),
            "gone",
            List.of(),
            "storage_full",
            List.of(),
            "more_rows",
            List.of("count")));

    @Override
    public String name() {
        return "ips";
    }

    @Override
    public ValueType shape() {
        return ValueType.LIST;
    }

    @Override
    public Map<String, Class<?>> properties() {
        return Map.of("least", Long.class, "most", Long.class, "ranges", Boolean.class);
    }

    @Override
    public Map<String, List<String>> problems() {
        return PROBLEMS;
    }

    @Override
    public String kin() {
        return "ip";
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        List<String> held = ListValues.held(ask);
        if (text.equals(ListValues.DONE)) {
            return held.isEmpty() || held.size() < ask.number("least", LEAST)
                    ? new FieldParseResult.Refused(List.of(tooFew(ask)))
                    : new FieldParseResult.Accepted(held);
        }
        IpAddressExtractor scan = scan(text, ask);
        if (scan.foundNothing()) {
            return scan.nothing();
        }
        if (scan.good().isEmpty()) {
            return new FieldParseResult.Refused(scan.problems());
        }
        Set<String> all = new LinkedHashSet<>(held);
        all.addAll(scan.good());
        return reading(all, scan.problems(), ask);
    }

    /// A row without an address is a problem, unless it is empty or the first, which may be a heading.
    @Override
    public FieldParseResult read(FileReference file, FieldContext ask) {
        if (file.rows() == null) {
            return file.away() && announcedAsTable(file)
                    ? new FieldParseResult.Accepted(List.of())
                    : FieldParseResult.refused("type");
        }
        Set<String> all = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        boolean first = true;
        long most = ask.number("most", MOST);
        for (int i = 0; i < file.rows().size() && all.size() <= most; i++) {
            if (file.rows().get(i).isBlank()) {
                continue;
            }
            IpAddressExtractor scan = scan(file.rows().get(i), ask);
            all.addAll(scan.good());
            for (Problem problem : scan.foundNothing() && !first ? NOTHING : scan.problems()) {
                problems.add(inRow(problem, i + 1));
            }
            first = false;
        }
        if (all.isEmpty()) {
            return problems.isEmpty() ? FieldParseResult.refused("none") : new FieldParseResult.Refused(told(problems));
        }
        return reading(all, told(problems), ask);
    }

    private static final List<Problem> NOTHING = List.of(new Problem("none", Map.of()));

    private static boolean announcedAsTable(FileReference file) {
        String type = file.mediaType() == null ? "" : file.mediaType().toLowerCase(Locale.ROOT);
        String name = file.name() == null ? "" : file.name().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
                || type.startsWith("text/")
                || type.contains("spreadsheetml");
    }

    private static IpAddressExtractor scan(String text, FieldContext ask) {
        return ask.flag("ranges")
                ? IpAddressExtractor.withRanges(text, Math.toIntExact(ask.number("most", MOST)))
                : IpAddressExtractor.of(text);
    }

    private static Problem tooFew(FieldContext ask) {
        return new Problem("too_few", Map.of("least", ask.number("least", LEAST)));
    }

    private static Problem inRow(Problem problem, int row) {
        Map<String, Object> arguments = new HashMap<>(problem.arguments());
        arguments.put(FieldParseResult.ROW, Integer.toString(row));
        return new Problem(problem.code(), arguments);
    }

    /// The first ones, and how many more there are.
    private static List<Problem> told(List<Problem> problems) {
        if (problems.size() <= ROWS) {
            return problems;
        }
        List<Problem> told = new ArrayList<>(problems.subList(0, ROWS));
        told.add(new Problem("more_rows", Map.of("count", (long) problems.size() - ROWS)));
        return told;
    }

    private static FieldParseResult reading(Set<String> all, List<Problem> found, FieldContext ask) {
        long most = ask.number("most", MOST);
        if (all.size() > most) {
            return FieldParseResult.refused("too_many", Map.of("most", most));
        }
        List<Problem> problems = new ArrayList<>(found);
        if (problems.isEmpty() && all.size() < ask.number("least", LEAST)) {
            problems.add(tooFew(ask));
        }
        List<String> value = List.copyOf(all);
        return problems.isEmpty()
                ? new FieldParseResult.Accepted(value)
                : new FieldParseResult.Partial(value, problems);
    }

    @Override
    public String show(Object value, FieldContext ask) {
        List<String> all = ListValues.of(value);
        if (all.size() <= SHOWN) {
            return ListValues.join(all, ask);
        }
        List<String> shown = new ArrayList<>(all.subList(0, SHOWN));
        shown.add("… +" + (all.size() - SHOWN));
        return ListValues.join(shown, ask);
    }
}
