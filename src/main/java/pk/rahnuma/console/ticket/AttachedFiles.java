package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Nullable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.registration.RuleViolationException;

/// Files that members of staff send as the body of a request.
final class AttachedFiles {

    /// Header with the name of the file, percent-encoded.
    static final String NAME_HEADER = "X-File-Name";

    private AttachedFiles() {}

    /// @throws RuleViolationException when the body is empty, or larger than a file may be
    static void requireSize(@Nullable byte[] body) {
        if (body == null || body.length == 0 || body.length > DocumentType.MAX_FILE_BYTES) {
            throw new RuleViolationException("file_size", "mb", DocumentType.MAX_FILE_BYTES / 1024 / 1024);
        }
    }

    static @Nullable String decodeName(@Nullable String header) {
        return header == null ? null : URLDecoder.decode(header, StandardCharsets.UTF_8);
    }
}
