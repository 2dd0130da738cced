package pk.rahnuma.documents;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

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
    record Inspection(Kind kind, List<String> rows, PictureFindings picture) {}

    /// @throws Unfit when it is not to be taken
    /// @throws FileParsingBusyException when it should be sent again later
    Inspection inspect(byte[] content) throws Unfit {
        if (content.length > Judge.MOST) {
            throw new Unfit(Fault.TOO_BIG);
        }
        Kind kind = parsing.parse(() -> Judge.of(content));
        return switch (kind) {
            case CSV, XLSX -> new Inspection(kind, readRows(kind, content), null);
            case JPEG, PNG ->
                new Inspection(kind, null, parsing.parse(() -> pictures.inspect(content), PICTURE_TIMEOUT));
            case PDF -> new Inspection(kind, null, null);
        };
    }

    /// The text of each row of a table.
    List<String> readRows(Kind kind, byte[] content) throws Unfit {
        return parsing.parse(() -> Tables.rows(kind, content));
    }
}
