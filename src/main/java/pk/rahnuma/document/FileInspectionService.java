package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Detects the type of a file from outside, by its content alone, with limits on size, time and memory.
@Singleton
public final class FileInspectionService {

    /// Includes the start of a process, and its time on a machine under load.
    private static final Duration PICTURE_TIMEOUT = Duration.ofSeconds(60);

    private final FileParsingService parsing;
    private final PictureInspector pictures;

    public FileInspectionService(FileParsingService parsing, PictureInspector pictures) {
        this.parsing = parsing;
        this.pictures = pictures;
    }

    /// Result of an inspection.
    ///
    /// @param rows of a table; null for all other types
    /// @param picture null for all but pictures, and when no process could inspect it
    public record Inspection(DocumentType kind, List<List<String>> rows, PictureInspection picture) {}

    /// Inspects a file.
    ///
    /// @throws FileRejectedException when it is not accepted
    /// @throws pk.rahnuma.shared.ServiceBusyException when it should be sent again later
    public Inspection inspectFile(byte[] content) throws FileRejectedException {
        if (content.length > DocumentType.MAX_FILE_BYTES) {
            throw new FileRejectedException(FileRejectionReason.TOO_BIG);
        }
        DocumentType kind = parsing.parseFile(() -> FileTypeDetector.detectType(content));
        return switch (kind) {
            case CSV, XLSX -> new Inspection(kind, readRows(kind, content), null);
            case JPEG, PNG ->
                new Inspection(kind, null, parsing.parseFile(() -> pictures.inspectPicture(content), PICTURE_TIMEOUT));
            case PDF, OGG -> new Inspection(kind, null, null);
        };
    }

    /// Cells of a table, in rows.
    public List<List<String>> readRows(DocumentType kind, byte[] content) throws FileRejectedException {
        return parsing.parseFile(() -> SpreadsheetReader.readRows(kind, content));
    }
}
