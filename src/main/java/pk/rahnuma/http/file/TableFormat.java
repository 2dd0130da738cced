package pk.rahnuma.http.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Formats of a table.
public enum TableFormat {
    CSV(TableFormat.CSV_TYPE + ";charset=utf-8") {
        @Override
        public TableWriter openWriter(OutputStream out) {
            return new CsvTableWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        }
    },
    XLSX(TableFormat.XLSX_TYPE) {
        @Override
        public TableWriter openWriter(OutputStream out) throws IOException {
            return new XlsxTableWriter(out);
        }
    };

    public static final String CSV_TYPE = "text/csv";
    public static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// Format of such a word: `csv`, `xlsx`.
    public static Optional<TableFormat> parseWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.toWord().equals(word))
                .findFirst();
    }

    private String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /// Name of a file of this format.
    public String fileName(String name) {
        return name + "." + toWord();
    }

    /// Begins a table; the writer closes the stream.
    public abstract TableWriter openWriter(OutputStream out) throws IOException;
}
