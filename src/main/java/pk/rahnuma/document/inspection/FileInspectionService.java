package pk.rahnuma.document.inspection;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import pk.rahnuma.document.file.DocumentType;
import pk.rahnuma.document.file.FileRejectedException;
import pk.rahnuma.document.file.FileRejectionReason;
import pk.rahnuma.document.render.PictureFindings;
import pk.rahnuma.document.render.PictureInspector;

/// Tells what a file from outside is, by its content alone, with bounds on size, time and memory.
@Singleton
public final class FileInspectionService {

    /// A process may have to be started first.
    private static final Duration PICTURE_TIMEOUT = Duration.ofSeconds(20);

    private final FileParsingService parsing;
    private final PictureInspector pictures;

    public FileInspectionService(FileParsingService parsing, PictureInspector pictures) {
        this.parsing = parsing;
        this.pictures = pictures;
    }

    /// What a file is.
    ///
    /// @param rows of a table; null for all else
    /// @param picture null for all but pictures, and where nothing could look at one
    public record Inspection(DocumentType kind, List<String> rows, PictureFindings picture) {}

    /// @throws FileRejectedException when it is not to be taken
    /// @throws pk.rahnuma.document.file.FileParsingBusyException when it should be sent again later
    public Inspection inspectFile(byte[] content) throws FileRejectedException {
        if (content.length > FileTypeDetector.MAX_FILE_BYTES) {
            throw new FileRejectedException(FileRejectionReason.TOO_BIG);
        }
        DocumentType kind = parsing.parseFile(() -> FileTypeDetector.detectType(content));
        return switch (kind) {
            case CSV, XLSX -> new Inspection(kind, readRows(kind, content), null);
            case JPEG, PNG ->
                new Inspection(kind, null, parsing.parseFile(() -> pictures.inspectPicture(content), PICTURE_TIMEOUT));
            case PDF -> new Inspection(kind, null, null);
        };
    }

    /// The text of each row of a table.
    public List<String> readRows(DocumentType kind, byte[] content) throws FileRejectedException {
        return parsing.parseFile(() -> SpreadsheetReader.readRows(kind, content));
    }
}
