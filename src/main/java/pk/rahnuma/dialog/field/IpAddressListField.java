package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.understanding.Utterance;

/// Public IP addresses, `least` to `most` (default 1 to 32), any number in one message, or in the rows of a table. With
/// `ranges`, blocks and ranges are allowed, which count with all of their addresses. The valid ones of a mixed message
/// are held while the person corrects the others; held addresses count.
public final class IpAddressListField extends TypedField {
    static final long MIN_ADDRESSES = 1;
    static final long MAX_ADDRESSES = 32;
    /// Maximum rows whose problems are shown.
    static final int MAX_REPORTED_ROWS = 10;
    /// Maximum addresses and ranges shown at once; the others are counted.
    private static final int MAX_SHOWN_ADDRESSES = 12;

    private static final Set<String> FILE_EXTENSIONS = Set.of("csv", "tsv", "txt", "xlsx");

    public IpAddressListField() {
        super(FieldTraits.ofType("ips")
                .storedAs(ValueType.LIST)
                .asStrict()
                .withProperty("least", Long.class)
                .withProperty("most", Long.class)
                .withProperty("ranges", Boolean.class)
                .withProblems(IpAddressExtractor.PROBLEM_CODES)
                .withProblem("too_few", "least")
                .withProblem("too_many", "most")
                .withProblem("type")
                .withProblem(FileField.TABLE_TOO_LARGE_CODE)
                .withProblem("gone")
                .withProblem("storage_full")
                .withProblem("more_rows", "count")
                .withProblem(IpAddressTable.COLUMNS_CODE, "count", "first", "last", "read", "left")
                .withProblem(SENTENCE_CODE, "count", "addresses"));
    }

    @Override
    public String problemTextType() {
        return "ip";
    }

    @Override
    public boolean acceptsFiles() {
        return true;
    }

    @Override
    public boolean isToldBeforeAsked() {
        return true;
    }

    @Override
    public List<String> distinctParts(String value) {
        return IpAddresses.listAddresses(value);
    }

    /// A list may take a whole message.
    @Override
    public long maxTextLength(FieldContext context) {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean mayBeIn(Utterance text) {
        return IpAddressExtractor.mayFindIn(text);
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        List<String> held = ListValues.heldValues(context);
        if (text.equals(ListValues.DONE_COMMAND)) {
            return held.isEmpty() || IpAddresses.countAddresses(held) < context.numberProperty("least", MIN_ADDRESSES)
                    ? new FieldParseResult.Refused(List.of(createTooFewProblem(context)))
                    : new FieldParseResult.Accepted(held);
        }
        IpAddressExtractor scan = scanText(text, context);
        if (scan.hasFoundNothing()) {
            return scan.nothingFound();
        }
        if (scan.validAddresses().isEmpty()) {
            return new FieldParseResult.Refused(scan.reportedProblems());
        }
        IpAddressRanges all = joinAddresses(held, scan.validAddresses());
        FieldParseResult reading = toResult(all, scan.reportedProblems(), context);
        if (!(reading instanceof FieldParseResult.Accepted accepted) || !scan.isInSentence()) {
            return reading;
        }
        return scan.hasWordsBetween()
                ? new FieldParseResult.Doubtful(
                        accepted.value(),
                        new Problem(
                                SENTENCE_CODE,
                                Map.of(
                                        "count",
                                        all.addressCount(),
                                        "addresses",
                                        formatValue(accepted.value(), context))))
                : reading.asExtracted();
    }

    /// Reads a table, and adds its addresses to those of the unfinished answer, as a text does. A table with other
    /// columns has to be confirmed by what was read of it: its rows may be of several lines.
    @Override
    public FieldParseResult parseAnswer(FileReference file, FieldContext context) {
        if (file.rows() == null) {
            return file.away() && isAnnouncedAsTable(file)
                    ? new FieldParseResult.Accepted(List.of())
                    : FieldParseResult.refused("type");
        }
        List<String> held = ListValues.heldValues(context);
        IpAddressTable table = new IpAddressTable(
                file.rows(), context.numberProperty("most", MAX_ADDRESSES), cell -> scanText(cell, context));
        if (table.addresses().isEmpty()) {
            return table.problems().isEmpty()
                    ? FieldParseResult.refused("none")
                    : new FieldParseResult.Refused(firstProblems(table.problems()));
        }
        IpAddressRanges all = joinAddresses(held, table.addresses());
        List<Problem> columns = table.describeColumns(context);
        FieldParseResult reading = toResult(all, firstProblems(table.problems()), context);
        if (reading instanceof FieldParseResult.Accepted accepted) {
            return columns.isEmpty()
                    ? accepted.asExtracted()
                    : new FieldParseResult.Doubtful(accepted.value(), columns.getFirst());
        }
        return reading instanceof FieldParseResult.Partial partial
                ? new FieldParseResult.Partial(
                        partial.value(),
                        Stream.concat(columns.stream(), partial.problems().stream())
                                .toList())
                : reading;
    }

    private static boolean isAnnouncedAsTable(FileReference file) {
        String type = file.mediaType() == null ? "" : file.mediaType().toLowerCase(Locale.ROOT);
        String name = file.name() == null ? "" : file.name().toLowerCase(Locale.ROOT);
        return FILE_EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))
                || type.startsWith("text/")
                || type.contains("spreadsheetml");
    }

    private static IpAddressExtractor scanText(String text, FieldContext context) {
        return context.flagProperty("ranges")
                ? IpAddressExtractor.scanWithRanges(
                        text, Math.toIntExact(context.numberProperty("most", MAX_ADDRESSES)))
                : IpAddressExtractor.scanAddresses(text);
    }

    private static Problem createTooFewProblem(FieldContext context) {
        return new Problem("too_few", Map.of("least", context.numberProperty("least", MIN_ADDRESSES)));
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

    private static IpAddressRanges joinAddresses(List<String> some, List<String> others) {
        IpAddressRanges all = new IpAddressRanges();
        all.addTexts(some);
        all.addTexts(others);
        return all;
    }

    private static FieldParseResult toResult(IpAddressRanges all, List<Problem> earlierProblems, FieldContext context) {
        long maximum = context.numberProperty("most", MAX_ADDRESSES);
        if (all.addressCount() > maximum) {
            return FieldParseResult.refused("too_many", Map.of("most", maximum));
        }
        List<Problem> problems = new ArrayList<>(earlierProblems);
        if (problems.isEmpty() && all.addressCount() < context.numberProperty("least", MIN_ADDRESSES)) {
            problems.add(createTooFewProblem(context));
        }
        List<String> value = all.toTexts();
        return problems.isEmpty()
                ? new FieldParseResult.Accepted(value)
                : new FieldParseResult.Partial(value, problems);
    }

    /// The addresses, the first of many, and how many there are.
    @Override
    public String formatValue(Object value, FieldContext context) {
        List<String> all = ListValues.toStrings(value);
        long count = IpAddresses.countAddresses(all);
        if (count <= 1) {
            return ListValues.joinValues(all, context);
        }
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), MAX_SHOWN_ADDRESSES)));
        if (all.size() > MAX_SHOWN_ADDRESSES) {
            shown.add("…");
        }
        return ListValues.joinValues(shown, context) + " (" + count + ")";
    }
}
