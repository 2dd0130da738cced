package pk.rahnuma.messaging.file;

import java.time.Instant;
import pk.rahnuma.dialog.field.FileReference;

/// Where files that were fetched are kept; a room has it.
public interface FileStore {

    /// Bytes: more need not be fetched.
    int maxBytes();

    /// Keeps it whole, or not at all. Asked again with the same id it answers the same.
    ///
    /// @param conversation whose it is
    /// @param name as the device called it, or null
    /// @return how it is known from now on
    /// @throws UnstorableFileException when it is not to be kept, whoever asks again
    /// @throws FileStoreBusyException when it may be kept if it is asked again after some seconds
    FileReference storeFile(long id, long conversation, String name, byte[] content, Instant now)
            throws UnstorableFileException;

    /// A file is not taken.
    final class UnstorableFileException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String problem;

        /// @param problem one of the codes of the field type `file`
        public UnstorableFileException(String problem) {
            super(problem, null, false, false);
            this.problem = problem;
        }

        public String problem() {
            return problem;
        }
    }
}
