package pk.rahnuma.http.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Writes a table row by row; no spreadsheet takes a cell of it for a formula.
public interface TableWriter extends Closeable {

    void writeRow(List<String> cells) throws IOException;
}
