package pk.rahnuma.register.importing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
    private final Map<String, String> codes = new HashMap<>();
    private final List<ImportFinding> findings = new ArrayList<>();

    /// Creates a reader.
    ///
    /// @param today in Pakistan
    ListRowReader(OptionNames options, LocalDate today) {
        this.options = options;
        this.today = today;
    }

    /// Findings of the rows that were read.
    List<ImportFinding> findings() {
        return findings;
    }

    /// Reads a row; empty when it has a finding.
    ///
    /// @param cells in one line each, without outer spaces; all columns
    Optional<ListedEntry> readRow(int row, Map<ListColumn, String> cells) {
        int before = findings.size();
        cells.forEach((column, text) -> checkLength(row, column, text));
        FormAnswers holder = findings.size() == before ? readHolder(row, cells) : null;
        ImportedLine line = findings.size() == before ? readLine(row, cells) : null;
        return findings.size() == before ? Optional.of(new ListedEntry(row, holder, line)) : Optional.empty();
    }

    private void checkLength(int row, ListColumn column, String text) {
        if (text.isEmpty() && column.isRequired()) {
            addError(row, column, "is missing");
        } else if (text.length() < column.minLength() || text.length() > column.maxLength()) {
            addError(
                    row,
                    column,
                    "expected " + column.minLength() + " to " + column.maxLength() + " characters, found "
                            + text.length());
        }
    }

    private FormAnswers readHolder(int row, Map<ListColumn, String> cells) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put(FormAnswers.SERVICE, "vpn_registration");
        answers.put(FormAnswers.LEGAL_NAME, cells.get(ListColumn.HOLDER));
        switch (cells.get(ListColumn.KIND).toLowerCase(Locale.ROOT)) {
            case "company" -> readCompany(row, cells, answers);
            case "freelancer" -> readFreelancer(row, cells, answers);
            default -> addError(row, ListColumn.KIND, "expected company or freelancer");
        }
        answers.put(
                FormAnswers.CITY,
                codes.computeIfAbsent(
                        cells.get(ListColumn.CITY), name -> options.readCode(OptionNames.CITY_QUESTION, name)));
        putValue(row, cells, ListColumn.EMAIL, "email", answers, FormAnswers.APPLICANT_EMAIL);
        putValue(row, cells, ListColumn.PHONE, "phone", answers, FormAnswers.APPLICANT_MOBILE);
        return new FormAnswers(answers);
    }

    private void readCompany(int row, Map<ListColumn, String> cells, Map<String, Object> answers) {
        requireEmpty(row, cells, ListColumn.CNIC);
        if (cells.get(ListColumn.NTN).isEmpty() && cells.get(ListColumn.SECP).isEmpty()) {
            addError(row, ListColumn.NTN, "expected the number of the company at FBR or at SECP");
        }
        putValue(row, cells, ListColumn.NTN, "ntn", answers, FormAnswers.NTN);
        putValue(row, cells, ListColumn.SECP, "secp", answers, FormAnswers.SECP_NUMBER);
        if (answers.get(FormAnswers.NTN) instanceof String ntn && ntn.length() == CNIC_DIGITS) {
            answers.put(FormAnswers.ORGANISATION_TYPE, SOLE_PROPRIETOR);
        }
    }

    /// The tax number of a person is that of the identity card (docs/domain.md, "Numbers").
    private void readFreelancer(int row, Map<ListColumn, String> cells, Map<String, Object> answers) {
        requireEmpty(row, cells, ListColumn.NTN);
        requireEmpty(row, cells, ListColumn.SECP);
        if (cells.get(ListColumn.CNIC).isEmpty()) {
            addError(row, ListColumn.CNIC, "is missing");
        }
        putValue(row, cells, ListColumn.CNIC, "cnic", answers, FormAnswers.NTN);
        answers.put(FormAnswers.ORGANISATION_TYPE, SOLE_PROPRIETOR);
        answers.put(FormAnswers.APPLICANT_CNIC, answers.getOrDefault(FormAnswers.NTN, ""));
        answers.put(FormAnswers.APPLICANT_NAME, cells.get(ListColumn.HOLDER));
    }

    private void requireEmpty(int row, Map<ListColumn, String> cells, ListColumn column) {
        if (!cells.get(column).isEmpty()) {
            addError(row, column, "expected none for this kind");
        }
    }

    private ImportedLine readLine(int row, Map<ListColumn, String> cells) {
        Map<String, Object> line = new LinkedHashMap<>();
        String site = cells.get(ListColumn.SITE);
        line.put(FormAnswers.SITE, site.isEmpty() ? cells.get(ListColumn.CITY) : site);
        line.put(
                FormAnswers.PROVIDER,
                codes.computeIfAbsent(
                        cells.get(ListColumn.PROVIDER), name -> options.readCode(OptionNames.PROVIDER_QUESTION, name)));
        readValue(row, cells, ListColumn.ADDRESSES, "ips", ADDRESS_PROPERTIES)
                .ifPresent(value -> line.put(FormAnswers.LINE_ADDRESSES, value));
        LocalDate from = readDate(row, cells, ListColumn.REGISTERED_ON);
        LocalDate until = readDate(row, cells, ListColumn.VALID_UNTIL);
        if (from != null && from.isAfter(today)) {
            addError(row, ListColumn.REGISTERED_ON, "is in the future");
        }
        if (until != null && until.isBefore(today)) {
            addError(row, ListColumn.VALID_UNTIL, "has passed: an entry that has ended is not imported");
        }
        String reference = cells.get(ListColumn.AUTHORITY_REFERENCE);
        return new ImportedLine(
                new FormAnswers(line), new LineTerm(from, until), reference.isEmpty() ? null : reference);
    }

    private void putValue(
            int row,
            Map<ListColumn, String> cells,
            ListColumn column,
            String type,
            Map<String, Object> answers,
            String name) {
        if (!cells.get(column).isEmpty()) {
            readValue(row, cells, column, type, Map.of()).ifPresent(value -> answers.put(name, value));
        }
    }

    /// Stored value of a cell. One that the form would ask about again is taken as it was written.
    private Optional<Object> readValue(
            int row, Map<ListColumn, String> cells, ListColumn column, String type, Map<String, Object> properties) {
        FieldParseResult result = FieldTypeRegistry.findByName(type)
                .parseAnswer(cells.get(column), new FieldContext(properties, List.of(), Language.ENGLISH, today, null));
        return switch (result) {
            case FieldParseResult.Accepted accepted -> Optional.of(accepted.value());
            case FieldParseResult.Doubtful doubtful -> Optional.of(doubtful.repeated());
            case FieldParseResult.Partial partial -> refuseValue(row, column, partial.problems());
            case FieldParseResult.Refused refused -> refuseValue(row, column, refused.problems());
            case FieldParseResult.NoAnswer none -> refuseValue(row, column, List.of());
        };
    }

    private Optional<Object> refuseValue(int row, ListColumn column, List<FieldParseResult.Problem> problems) {
        addError(
                row,
                column,
                problems.isEmpty()
                        ? "cannot be read"
                        : StaffRemark.ofFormatProblem(problems.getFirst().code())
                                .toString());
        return Optional.empty();
    }

    private LocalDate readDate(int row, Map<ListColumn, String> cells, ListColumn column) {
        try {
            return cells.get(column).isEmpty() ? null : LocalDate.parse(cells.get(column));
        } catch (DateTimeParseException unreadable) {
            addError(row, column, "expected a date as 2024-11-01");
            return null;
        }
    }

    private void addError(int row, ListColumn column, String text) {
        findings.add(ImportFinding.ofError(row, column, text));
    }
}
