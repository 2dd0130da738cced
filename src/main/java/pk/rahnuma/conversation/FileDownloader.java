package pk.rahnuma.conversation;

import java.time.Duration;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.messaging.conversation.Channel;

/// Downloads files that a channel announced. Called from virtual threads; it may block, but not forever.
public interface FileDownloader {

    Channel channel();

    /// Downloads a file. Never throws because of the channel's answer.
    ///
    /// @param limit maximum bytes to read
    DownloadResult fetchFile(FileReference file, int limit);

    /// Outcome of a download.
    sealed interface DownloadResult {

        /// The whole file.
        record Downloaded(byte[] content) implements DownloadResult {}

        /// The download may work after a pause.
        ///
        /// @param reason without personal data
        record RetryLater(Duration pause, String reason) implements DownloadResult {}

        /// The download will never work.
        ///
        /// @param problem one of the codes of the field type `file`
        record Failed(String problem) implements DownloadResult {}
    }
}
