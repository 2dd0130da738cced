package pk.rahnuma.api.guard;

import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.api.file.FileController;
import pk.rahnuma.document.DocumentRepository;

/// The most bytes of a body, by route: the one table of them.
final class RequestBodyLimits {

    static final int MAX_BODY_BYTES = 64 * 1024;

    /// A file of five million bytes, and a little more, so that one that is just too large hears why.
    static final int MAX_FILE_BODY_BYTES = 6 * 1024 * 1024;

    /// Telegram publishes no bound. An update that is refused comes again for ever and keeps back its chat.
    static final int MAX_WEBHOOK_BODY_BYTES = 1024 * 1024;

    static final Map<String, Integer> BYTES_BY_PATH =
            Map.of(FileController.PATH, MAX_FILE_BODY_BYTES, "/telegram/webhook", MAX_WEBHOOK_BODY_BYTES);

    /// Where members of staff send files from the console, and look at them before: held in memory as a whole.
    private static final Pattern CONSOLE_FILE_PATH = Pattern.compile("/desk/tickets/[^/]{1,40}/file(?:/preview)?");

    private RequestBodyLimits() {}

    /// @param path without its query
    static int maxBytesFor(String path) {
        return isConsoleFile(path) ? MAX_FILE_BODY_BYTES : BYTES_BY_PATH.getOrDefault(path, MAX_BODY_BYTES);
    }

    /// For whoever sent more. Of a file, what is taken of it.
    static String describeLimit(String path) {
        return "At most "
                + (isFile(path) || isConsoleFile(path) ? DocumentRepository.MAX_FILE_BYTES : maxBytesFor(path))
                + " bytes.";
    }

    /// Tells a path whose body is a file from the console.
    static boolean isConsoleFile(String path) {
        return CONSOLE_FILE_PATH.matcher(path).matches();
    }

    /// Tells a path whose body is a file, which is taken as a stream.
    static boolean isFile(String path) {
        return path.equals(FileController.PATH);
    }
}
