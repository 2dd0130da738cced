package pk.rahnuma.register.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.registration.form.OptionNames;

/// Reads a list of registrations: CSV in UTF-8, with commas, whose first row has the headings ([ListColumn]).
@Singleton
public final class RegisterListReader {

    /// Maximum bytes of a file.
    static final long MAX_FILE_BYTES = 64L * 1024 * 1024;
    /// Maximum rows of a file.
    static final int MAX_ROWS = 100_000;
    /// Maximum characters of a cell; a longer one is taken for a quotation mark that was forgotten.
    private static final int MAX_CELL_LENGTH = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final OptionNames options;

    RegisterListReader(OptionNames options) {
        this.options = options;
    }

    /// Reads a file.
    ///
    /// @param today in Pakistan
    /// @throws RegisterListException when it cannot be read as a whole: too large, no CSV, or not these headings
    public RegisterList readList(Path file, LocalDate today) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new RegisterListException("the file has more than " + MAX_FILE_BYTES + " bytes: split it");
            }
            try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                    CsvReader<CsvRecord> records = CsvReader.builder()
                            .skipEmptyLines(false)
                            .allowMissingFields(true)
                            .maxBufferSize(MAX_CELL_LENGTH)
                            .ofCsvRecord(text)) {
                return readRows(records.iterator(), today);
            }
        } catch (CsvParseException e) {
            throw new RegisterListException("the file is no CSV: a cell is too long, or a row has too many cells");
        } catch (IOException e) {
            throw toException(e);
        } catch (UncheckedIOException e) {
            throw toException(e.getCause());
        }
    }

    private static RegisterListException toException(IOException cause) {
        return new RegisterListException(
                cause instanceof CharacterCodingException
                        ? "the file is not in UTF-8: save it as CSV UTF-8"
                        : "the file cannot be read: expected a file that exists and may be read");
    }

    private RegisterList readRows(Iterator<CsvRecord> records, LocalDate today) {
        if (!records.hasNext()) {
            throw new RegisterListException("the file is empty: expected a row of headings");
        }
        List<ListColumn> columns = readHeading(records.next().getFields());
        List<ImportFinding> findings = new ArrayList<>();
        ListRowReader reader = new ListRowReader(options, today, findings);
        List<ListedEntry> entries = new ArrayList<>();
        int rows = 0;
        for (int number = 2; records.hasNext(); number++) {
            Map<ListColumn, String> cells = toCells(columns, records.next().getFields());
            if (number > MAX_ROWS + 1) {
                throw new RegisterListException("the file has more than " + MAX_ROWS + " rows: split it");
            }
            if (cells.values().stream().anyMatch(text -> !text.isEmpty())) {
                rows++;
                reader.readRow(number, cells).ifPresent(entries::add);
            }
        }
        return new RegisterList(rows, entries, findings);
    }

    private static List<ListColumn> readHeading(List<String> headings) {
        List<ListColumn> columns = new ArrayList<>();
        for (String heading : headings) {
            ListColumn column = ListColumn.parseHeading(heading.replace(BYTE_ORDER_MARK, ""))
                    .orElseThrow(() -> new RegisterListException("column " + (columns.size() + 1)
                            + " has another heading: expected only " + String.join(", ", ListColumn.headings())));
            if (columns.contains(column)) {
                throw new RegisterListException("two columns have the heading " + column.toHeading());
            }
            columns.add(column);
        }
        Arrays.stream(ListColumn.values())
                .filter(column -> column.isRequired() && !columns.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new RegisterListException("the column " + column.toHeading() + " is missing");
                });
        return columns;
    }

    private static Map<ListColumn, String> toCells(List<ListColumn> columns, List<String> fields) {
        Map<ListColumn, String> cells = new EnumMap<>(ListColumn.class);
        for (ListColumn column : ListColumn.values()) {
            int place = columns.indexOf(column);
            cells.put(
                    column, place < 0 || place >= fields.size() ? "" : TextNormaliser.toSingleLine(fields.get(place)));
        }
        return cells;
    }
}
