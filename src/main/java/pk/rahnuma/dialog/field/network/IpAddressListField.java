package pk.rahnuma.dialog.field.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.field.ListValues;
import pk.rahnuma.dialog.field.ValueType;

/// Public IP addresses, `least` to `most` (default 1 to 32), any number in one message, or in the rows of a table. With
/// `ranges`, a block or range means all of its addresses. The valid ones of a mixed message are held while the person
/// corrects the others; held addresses count. A table replaces the held addresses, because it is sent again after a
/// correction.
public final class IpAddressListField implements FieldType {
    static final long MIN_ADDRESSES = 1;
    static final long MAX_ADDRESSES = 32;
    /// Maximum rows whose problems are shown.
    static final int MAX_REPORTED_ROWS = 10;
    /// Maximum addresses shown at once; the others are counted.
    private static final int MAX_SHOWN_ADDRESSES = 12;

    private static final Set<String> FILE_EXTENSIONS = Set.of("csv", "tsv", "txt", "xlsx");
    private static final Map<String, List<String>> PROBLEMS = IpAddressExtractor.codesWith(Map.of(
            "too_few",
            List.of("least"),
            "too_many",
            List.of("most"),
            "type",
            List.of(),
            FileField.TABLE_TOO_LARGE_CODE,
            List.of(),
            "gone",
            List.of(),
            "storage_full",
            List.of(),
            "more_rows",
            List.of("count")));

    @Override
    public String typeName() {
        return "ips";
    }

    @Override
    public ValueType valueType() {
        return ValueType.LIST;
    }

    @Override
    public Map<String, Class<?>> allowedProperties() {
        return Map.of("least", Long.class, "most", Long.class, "ranges", Boolean.class);
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return PROBLEMS;
    }

    @Override
    public String problemTextType() {
        return "ip";
    }

    @Override
    public boolean isStrict() {
        return true;
    }

    @Override
    public boolean acceptsFiles() {
        return true;
    }

    /// A list may take a whole message.
    @Override
    public long maxTextLength(FieldContext context) {
        return Long.MAX_VALUE;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        List<String> held = ListValues.heldValues(context);
        if (text.equals(ListValues.DONE_COMMAND)) {
            return held.isEmpty() || held.size() < context.numberProperty("least", MIN_ADDRESSES)
                    ? new FieldParseResult.Refused(List.of(tooFew(context)))
                    : new FieldParseResult.Accepted(held);
        }
        IpAddressExtractor scan = scan(text, context);
        if (scan.hasFoundNothing()) {
            return scan.nothingFound();
        }
        if (scan.validAddresses().isEmpty()) {
            return new FieldParseResult.Refused(scan.reportedProblems());
        }
        Set<String> all = new LinkedHashSet<>(held);
        all.addAll(scan.validAddresses());
        return reading(all, scan.reportedProblems(), context);
    }

    /// Reads a table, and adds its addresses to those of the unfinished answer, as a text does. A row without an
    /// address is a problem, unless it is empty or the first, which may be a heading.
    @Override
    public FieldParseResult parseAnswer(FileReference file, FieldContext context) {
        if (file.rows() == null) {
            return file.away() && announcedAsTable(file)
                    ? new FieldParseResult.Accepted(List.of())
                    : FieldParseResult.refused("type");
        }
        Set<String> all = new LinkedHashSet<>(ListValues.heldValues(context));
        int held = all.size();
        List<Problem> problems = new ArrayList<>();
        boolean first = true;
        long maximum = context.numberProperty("most", MAX_ADDRESSES);
        for (int i = 0; i < file.rows().size() && all.size() <= maximum; i++) {
            if (file.rows().get(i).isBlank()) {
                continue;
            }
            IpAddressExtractor scan = scan(file.rows().get(i), context);
            all.addAll(scan.validAddresses());
            for (Problem problem : scan.hasFoundNothing() && !first ? NOTHING_FOUND : scan.reportedProblems()) {
                problems.add(inRow(problem, i + 1));
            }
            first = false;
        }
        if (all.size() == held) {
            return problems.isEmpty()
                    ? FieldParseResult.refused("none")
                    : new FieldParseResult.Refused(firstProblems(problems));
        }
        return reading(all, firstProblems(problems), context);
    }

    private static final List<Problem> NOTHING_FOUND = List.of(new Problem("none", Map.of()));

    private static boolean announcedAsTable(FileReference file) {
        String type = file.mediaType() == null ? "" : file.mediaType().toLowerCase(Locale.ROOT);
        String name = file.name() == null ? "" : file.name().toLowerCase(Locale.ROOT);
        return FILE_EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))
                || type.startsWith("text/")
                || type.contains("spreadsheetml");
    }

    private static IpAddressExtractor scan(String text, FieldContext context) {
        return context.flagProperty("ranges")
                ? IpAddressExtractor.scanWithRanges(
                        text, Math.toIntExact(context.numberProperty("most", MAX_ADDRESSES)))
                : IpAddressExtractor.scanAddresses(text);
    }

    private static Problem tooFew(FieldContext context) {
        return new Problem("too_few", Map.of("least", context.numberProperty("least", MIN_ADDRESSES)));
    }

    private static Problem inRow(Problem problem, int row) {
        Map<String, Object> arguments = new HashMap<>(problem.arguments());
        arguments.put(FieldParseResult.ROW_ARGUMENT, Integer.toString(row));
        return new Problem(problem.code(), arguments);
    }

    /// First problems, and the number of the others.
    private static List<Problem> firstProblems(List<Problem> problems) {
        if (problems.size() <= MAX_REPORTED_ROWS) {
            return problems;
        }
        List<Problem> reported = new ArrayList<>(problems.subList(0, MAX_REPORTED_ROWS));
        reported.add(new Problem("more_rows", Map.of("count", (long) problems.size() - MAX_REPORTED_ROWS)));
        return reported;
    }

    private static FieldParseResult reading(Set<String> all, List<Problem> earlierProblems, FieldContext context) {
        long maximum = context.numberProperty("most", MAX_ADDRESSES);
        if (all.size() > maximum) {
            return FieldParseResult.refused("too_many", Map.of("most", maximum));
        }
        List<Problem> problems = new ArrayList<>(earlierProblems);
        if (problems.isEmpty() && all.size() < context.numberProperty("least", MIN_ADDRESSES)) {
            problems.add(tooFew(context));
        }
        List<String> value = List.copyOf(all);
        return problems.isEmpty()
                ? new FieldParseResult.Accepted(value)
                : new FieldParseResult.Partial(value, problems);
    }

    /// The addresses, the first of many, and how many there are.
    @Override
    public String formatValue(Object value, FieldContext context) {
        List<String> all = ListValues.toStrings(value);
        if (all.size() <= 1) {
            return ListValues.joinValues(all, context);
        }
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), MAX_SHOWN_ADDRESSES)));
        if (all.size() > MAX_SHOWN_ADDRESSES) {
            shown.add("…");
        }
        return ListValues.joinValues(shown, context) + " (" + all.size() + ")";
    }
}
