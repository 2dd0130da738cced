package pk.rahnuma.register.importing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.script.FieldTypeRegistry;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.OptionNames;
import pk.rahnuma.registration.record.ImportedLine;
import pk.rahnuma.shared.Language;

/// Reads one row after another, with the field types of the form.
final class ListRowReader {

    private static final Map<String, Object> ADDRESS_PROPERTIES =
            Map.of("ranges", true, "most", (long) IpAddresses.MAX_RANGE_SIZE);
    private static final String SOLE_PROPRIETOR = "sole_proprietor";
    private static final int CNIC_DIGITS = 13;

    private final OptionNames options;
    private final LocalDate today;
    private final List<ImportFinding> findings;
    private final Map<String, String> codes = new HashMap<>();
    private int row;
    private Map<ListColumn, String> cells;

    /// Creates a reader.
    ///
    /// @param today in Pakistan
    /// @param findings receives what is wrong with the rows
    ListRowReader(OptionNames options, LocalDate today, List<ImportFinding> findings) {
        this.options = options;
        this.today = today;
        this.findings = findings;
    }

    /// Reads a row; empty when it has a finding.
    ///
    /// @param number in the file, counted from 1
    /// @param texts of all columns, each on one line without outer spaces
    Optional<ListedEntry> readRow(int number, Map<ListColumn, String> texts) {
        row = number;
        cells = texts;
        int before = findings.size();
        cells.keySet().forEach(this::checkLength);
        if (findings.size() > before) {
            return Optional.empty();
        }
        ListedEntry entry = new ListedEntry(row, readHolder(), readLine());
        return findings.size() > before ? Optional.empty() : Optional.of(entry);
    }

    private void checkLength(ListColumn column) {
        int length = cells.get(column).length();
        if (length == 0 && column.isRequired()) {
            addError(column, "is missing");
        } else if (length < column.minLength() || length > column.maxLength()) {
            addError(
                    column,
                    "expected %d to %d characters, found %d".formatted(column.minLength(), column.maxLength(), length));
        }
    }

    private FormAnswers readHolder() {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put(FormAnswers.SERVICE, "vpn_registration");
        answers.put(FormAnswers.LEGAL_NAME, cells.get(ListColumn.HOLDER));
        switch (cells.get(ListColumn.KIND).toLowerCase(Locale.ROOT)) {
            case "company" -> readCompany(answers);
            case "freelancer" -> readFreelancer(answers);
            default -> addError(ListColumn.KIND, "expected company or freelancer");
        }
        answers.put(FormAnswers.CITY, readCode(ListColumn.CITY, OptionNames.CITY_QUESTION));
        putValue(answers, FormAnswers.APPLICANT_EMAIL, ListColumn.EMAIL, "email", Map.of());
        putValue(answers, FormAnswers.APPLICANT_MOBILE, ListColumn.PHONE, "phone", Map.of());
        return new FormAnswers(answers);
    }

    private void readCompany(Map<String, Object> answers) {
        requireEmpty(ListColumn.CNIC);
        if (isEmpty(ListColumn.NTN) && isEmpty(ListColumn.SECP)) {
            addError(ListColumn.NTN, "expected the number of the company at FBR or at SECP");
        }
        putValue(answers, FormAnswers.NTN, ListColumn.NTN, "ntn", Map.of());
        putValue(answers, FormAnswers.SECP_NUMBER, ListColumn.SECP, "secp", Map.of());
        if (answers.get(FormAnswers.NTN) instanceof String ntn && ntn.length() == CNIC_DIGITS) {
            answers.put(FormAnswers.ORGANISATION_TYPE, SOLE_PROPRIETOR);
        }
    }

    /// The tax number of a person is that of the identity card (docs/domain.md, "Numbers").
    private void readFreelancer(Map<String, Object> answers) {
        requireEmpty(ListColumn.NTN);
        requireEmpty(ListColumn.SECP);
        if (isEmpty(ListColumn.CNIC)) {
            addError(ListColumn.CNIC, "is missing");
        }
        putValue(answers, FormAnswers.NTN, ListColumn.CNIC, "cnic", Map.of());
        answers.put(FormAnswers.ORGANISATION_TYPE, SOLE_PROPRIETOR);
        answers.put(FormAnswers.APPLICANT_NAME, cells.get(ListColumn.HOLDER));
        answers.put(FormAnswers.APPLICANT_CNIC, answers.getOrDefault(FormAnswers.NTN, ""));
    }

    private ImportedLine readLine() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(FormAnswers.SITE, cells.get(isEmpty(ListColumn.SITE) ? ListColumn.CITY : ListColumn.SITE));
        line.put(FormAnswers.PROVIDER, readCode(ListColumn.PROVIDER, OptionNames.PROVIDER_QUESTION));
        putValue(line, FormAnswers.LINE_ADDRESSES, ListColumn.ADDRESSES, "ips", ADDRESS_PROPERTIES);
        LineTerm term = new LineTerm(readDate(ListColumn.REGISTERED_ON), readDate(ListColumn.VALID_UNTIL));
        if (term.from() != null && term.from().isAfter(today)) {
            addError(ListColumn.REGISTERED_ON, "is in the future");
        }
        if (term.until() != null && term.until().isBefore(today)) {
            addError(ListColumn.VALID_UNTIL, "has passed: an entry that has ended is not imported");
        }
        String reference = cells.get(ListColumn.AUTHORITY_REFERENCE);
        return new ImportedLine(new FormAnswers(line), term, reference.isEmpty() ? null : reference);
    }

    private boolean isEmpty(ListColumn column) {
        return cells.get(column).isEmpty();
    }

    private void requireEmpty(ListColumn column) {
        if (!isEmpty(column)) {
            addError(column, "expected none for this kind");
        }
    }

    private String readCode(ListColumn column, String question) {
        return codes.computeIfAbsent(
                question + " " + cells.get(column), key -> options.readCode(question, cells.get(column)));
    }

    /// Adds the stored value of a cell that is not empty. One that the form would ask about again is taken as written.
    private void putValue(
            Map<String, Object> answers, String name, ListColumn column, String type, Map<String, Object> properties) {
        if (isEmpty(column)) {
            return;
        }
        switch (FieldTypeRegistry.findByName(type)
                .parseAnswer(
                        cells.get(column), new FieldContext(properties, List.of(), Language.ENGLISH, today, null))) {
            case FieldParseResult.Accepted accepted -> answers.put(name, accepted.value());
            case FieldParseResult.Doubtful doubtful -> answers.put(name, doubtful.repeated());
            case FieldParseResult.Partial partial -> addError(column, describeProblem(partial.problems()));
            case FieldParseResult.Refused refused -> addError(column, describeProblem(refused.problems()));
            case FieldParseResult.NoAnswer none -> addError(column, "cannot be read");
        }
    }

    private static String describeProblem(List<FieldParseResult.Problem> problems) {
        return StaffRemark.ofFormatProblem(problems.getFirst().code()).toString();
    }

    private LocalDate readDate(ListColumn column) {
        try {
            return isEmpty(column) ? null : LocalDate.parse(cells.get(column));
        } catch (DateTimeParseException unreadable) {
            addError(column, "expected a date as 2024-11-01");
            return null;
        }
    }

    private void addError(ListColumn column, String text) {
        findings.add(new ImportFinding(row, EntryOutcome.ERROR, column.toHeading(), text));
    }
}
