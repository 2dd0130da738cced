package pk.rahnuma.messaging.file;

import java.time.Instant;
import pk.rahnuma.dialog.model.FileFetch;

/// A file that a channel still has, and a session waits for.
///
/// @param id random; the file is kept under it, so that it is kept once however often it is fetched
/// @param chat that sent it
/// @param place among those of one turn
/// @param attempts begun so far
public record PendingDownload(
        long id, long conversation, long chat, int place, FileFetch fetch, int attempts, Instant asked) {}
