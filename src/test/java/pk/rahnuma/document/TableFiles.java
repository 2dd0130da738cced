package pk.rahnuma.document;

import java.util.List;
import pk.rahnuma.messaging.FileRejectedException;

/// Tables as the desk reads them from files.
public final class TableFiles {

    private TableFiles() {}

    /// Cells of a table by row.
    public static List<List<String>> read(byte[] file) throws FileRejectedException {
        DocumentType type = XlsxReader.isWorkbook(file) ? DocumentType.XLSX : DocumentType.CSV;
        return SpreadsheetReader.readRows(type, file);
    }
}
