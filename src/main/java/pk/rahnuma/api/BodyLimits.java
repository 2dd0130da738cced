package pk.rahnuma.api;

import java.util.Map;
import pk.rahnuma.documents.Documents;

/// The most bytes of a body, by route: the one table of them.
final class BodyLimits {

    static final int MAX_BODY_BYTES = 64 * 1024;

    /// A file of five million bytes, and a little more, so that one that is just too large hears why.
    static final int MAX_FILE_BODY_BYTES = 6 * 1024 * 1024;

    /// Telegram publishes no bound. An update that is refused comes again for ever and keeps back its chat.
    static final int MAX_WEBHOOK_BODY_BYTES = 1024 * 1024;

    static final Map<String, Integer> BYTES_BY_PATH =
            Map.of(FilesController.PATH, MAX_FILE_BODY_BYTES, "/telegram/webhook", MAX_WEBHOOK_BODY_BYTES);

    private BodyLimits() {}

    /// @param path without its query
    static int forPath(String path) {
        return BYTES_BY_PATH.getOrDefault(path, MAX_BODY_BYTES);
    }

    /// For whoever sent more. Of a file, what is taken of it.
    static String inWords(String path) {
        return "At most " + (isFile(path) ? Documents.MOST : forPath(path)) + " bytes.";
    }

    /// Whether its body is a file, which is taken as a stream.
    static boolean isFile(String path) {
        return path.equals(FilesController.PATH);
    }
}
