package pk.rahnuma.conversation.file;

import java.time.Duration;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.messaging.chat.Channel;

/// A door's way to files that were announced to it. Called from virtual threads; it may block, but not for ever.
public interface FileDownloader {

    Channel channel();

    /// Never throws for what the channel answers.
    ///
    /// @param most bytes; no more are read
    DownloadResult fetchFile(FileReference file, int most);

    /// What came of it.
    sealed interface DownloadResult {

        /// All of it.
        record Downloaded(byte[] content) implements DownloadResult {}

        /// It may work after a pause.
        ///
        /// @param reason without personal data
        record RetryLater(Duration pause, String reason) implements DownloadResult {}

        /// It will never work.
        ///
        /// @param problem one of the codes of the field type `file`
        record Failed(String problem) implements DownloadResult {}
    }
}
