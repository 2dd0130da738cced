package pk.rahnuma.messaging.file;

/// Fetches files that turns have asked for. The hall has one; without, or where it did not hear, they are found later.
@FunctionalInterface
public interface DownloadListener {

    /// Some were asked for. Told after the commit, on the thread that committed: must return at once.
    void onDownloadsRequested();
}
