package pk.rahnuma.api.guard;

import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.api.file.FileController;
import pk.rahnuma.document.file.DocumentType;

/// Maximum size of a body, by route. All such limits are in this table.
final class RequestBodyLimits {

    static final int MAX_BODY_BYTES = 64 * 1024;

    /// A file of five million bytes and a margin, so that a file slightly too large gets the specific error.
    static final int MAX_FILE_BODY_BYTES = 6 * 1024 * 1024;

    /// Telegram publishes no limit. A rejected update is delivered again without end and blocks its chat.
    static final int MAX_WEBHOOK_BODY_BYTES = 1024 * 1024;

    static final Map<String, Integer> BYTES_BY_PATH = Map.of("/telegram/webhook", MAX_WEBHOOK_BODY_BYTES);

    /// Routes by which members of staff send or preview files from the console; held in memory completely.
    private static final Pattern CONSOLE_FILE_PATH = Pattern.compile("/desk/tickets/[^/]{1,40}/file(?:/preview)?");

    /// Answers of a page's form that are files.
    private static final Pattern SITE_FILE_PATH =
            Pattern.compile("/(?:en|ur|ur-Latn)/apply/[a-z-]{1,60}/[a-z0-9_.]{1,90}/file");

    private RequestBodyLimits() {}

    /// Maximum number of bytes.
    ///
    /// @param path without its query
    static int maxBytesFor(String path) {
        return isConsoleFile(path) || isFile(path)
                ? MAX_FILE_BODY_BYTES
                : BYTES_BY_PATH.getOrDefault(path, MAX_BODY_BYTES);
    }

    /// Limit as text for the client: for a file, the limit of files.
    static String describeLimit(String path) {
        return "At most "
                + (isFile(path) || isConsoleFile(path) ? DocumentType.MAX_FILE_BYTES : maxBytesFor(path))
                + " bytes.";
    }

    /// Tells whether the body of a path is a file from the console.
    static boolean isConsoleFile(String path) {
        return CONSOLE_FILE_PATH.matcher(path).matches();
    }

    /// Tells whether the body of a path is a file, which is read as a stream.
    static boolean isFile(String path) {
        return path.equals(FileController.PATH) || SITE_FILE_PATH.matcher(path).matches();
    }
}
