package pk.rahnuma.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.StringWriter;
import java.util.stream.Stream;

/// CSV table (RFC 4180) whose cells no spreadsheet treats as a formula.
public final class CsvExport {

    private static final String FORMULA_CHARACTERS = "=+-@\t\r";

    private final StringWriter text = new StringWriter();
    private final CsvWriter writer =
            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);

    /// Begins at -1 because the head is not counted.
    private int rows = -1;

    public CsvExport(Object... head) {
        // A byte order mark, by which spreadsheets recognise UTF-8.
        text.append('\ufeff');
        addRow(head);
    }

    public void addRow(Object... cells) {
        rows++;
        writer.writeRecord(
                Stream.of(cells).map(cell -> toText(String.valueOf(cell))).toList());
    }

    private static String toText(String value) {
        return !value.isEmpty() && FORMULA_CHARACTERS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    public HttpResponse<String> toResponse(String name) {
        return HttpResponse.ok(text.toString())
                .contentType(MediaType.of("text/csv;charset=utf-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Number of rows, without the head.
    int countRows() {
        return rows;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
