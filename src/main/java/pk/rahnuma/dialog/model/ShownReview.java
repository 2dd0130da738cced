package pk.rahnuma.dialog.model;

import java.time.Instant;
import java.util.Map;

/// A summary that was shown in full: when it is shown again, only what has changed since is in it.
///
/// @param review name of its step
/// @param at when it was shown last
/// @param hashes of the values that it showed, by key of the answer; all answers of an item of a repeat have one, by
/// the
///     key of the item
public record ShownReview(String review, Instant at, Map<String, String> hashes) {

    public ShownReview {
        hashes = Map.copyOf(hashes);
    }
}
