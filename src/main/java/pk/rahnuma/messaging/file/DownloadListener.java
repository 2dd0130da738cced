package pk.rahnuma.messaging.file;

/// Notified when downloads were requested. The download service implements it; a download that it was not notified of
/// is found later.
@FunctionalInterface
public interface DownloadListener {

    /// Called after the commit, on the committing thread: must return at once.
    void onDownloadsRequested();
}
