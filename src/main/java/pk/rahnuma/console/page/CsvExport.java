package pk.rahnuma.console.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;

/// CSV table (RFC 4180) whose cells no spreadsheet treats as a formula.
public final class CsvExport {

    private static final String FORMULA_CHARACTERS = "=+-@\t\r";

    /// Begins with a byte order mark, by which spreadsheets recognise UTF-8.
    private final StringBuilder text = new StringBuilder("\ufeff");

    /// Begins at -1 because the head is not counted.
    private int rows = -1;

    public CsvExport(Object... head) {
        addRow(head);
    }

    public void addRow(Object... cells) {
        rows++;
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(cell(String.valueOf(cells[i])));
        }
        text.append("\r\n");
    }

    private static String cell(String value) {
        String safe = !value.isEmpty() && FORMULA_CHARACTERS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted =
                safe.chars().anyMatch(symbol -> symbol == ',' || symbol == '"' || symbol == '\n' || symbol == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
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
