package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import pk.rahnuma.http.file.CsvTableWriter;
import pk.rahnuma.http.file.TableFormat;

/// Table of the console as CSV.
public final class CsvExport {

    private final StringWriter text = new StringWriter();
    private final CsvTableWriter writer = new CsvTableWriter(text);

    /// Begins at -1 because the head is not counted.
    private int rows = -1;

    public CsvExport(Object... head) {
        addRow(head);
    }

    public void addRow(Object... cells) {
        rows++;
        try {
            writer.writeRow(Stream.of(cells).map(String::valueOf).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> toResponse(String name) {
        return HttpResponse.ok(text.toString())
                .contentType(MediaType.of(TableFormat.CSV.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Number of rows, without the head.
    int countRows() {
        return rows;
    }
}
