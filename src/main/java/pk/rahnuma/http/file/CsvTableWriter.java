package pk.rahnuma.http.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// Writes CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
public final class CsvTableWriter implements TableWriter {

    private static final String FORMULA_CHARACTERS = "=+-@\t\r";
    /// Mark by which spreadsheets recognise UTF-8.
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Writer text;
    private final CsvWriter writer;
    private boolean begun;

    public CsvTableWriter(Writer text) {
        this.text = text;
        this.writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(text);
    }

    @Override
    public void writeRow(List<String> cells) throws IOException {
        if (!begun) {
            begun = true;
            text.append(BYTE_ORDER_MARK);
        }
        writer.writeRecord(cells.stream().map(CsvTableWriter::toText).toList());
    }

    private static String toText(String value) {
        return !value.isEmpty() && FORMULA_CHARACTERS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
