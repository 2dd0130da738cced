package pk.rahnuma.post;

import java.time.Instant;
import pk.rahnuma.dialog.Fetch;

/// A file that a channel still has, and a session waits for.
///
/// @param id random; the file is kept under it, so that it is kept once however often it is fetched
/// @param chat that sent it
/// @param place among those of one turn
/// @param attempts begun so far
public record Download(long id, long conversation, long chat, int place, Fetch fetch, int attempts, Instant asked) {}
