package pk.rahnuma.messaging;

import java.time.Instant;
import pk.rahnuma.dialog.model.FileFetch;

/// A file that is still at its channel, and that a session waits for.
///
/// @param id random; the file is stored under it, so that it is stored once however often it is downloaded
/// @param chat that sent it
/// @param place position among the files of one turn
/// @param attempts started so far
public record PendingDownload(
        long id, long conversation, long chat, int place, FileFetch fetch, int attempts, Instant asked) {}
