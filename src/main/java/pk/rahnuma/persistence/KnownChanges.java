package pk.rahnuma.persistence;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Counts of changes of records that changed lately, so that a poll finds those that are new.
///
/// @param <K> key of a record
public final class KnownChanges<K> {

    /// Period that each poll looks back: longer than a transaction takes and than the clocks of nodes differ.
    public static final Duration LOOKBACK = Duration.ofSeconds(30);

    /// Maximum changes that a poll reads.
    public static final int MAX_CHANGES_READ = 1000;

    private final Map<K, Integer> counts = new HashMap<>();

    /// Remembers a change, so that the next poll leaves it out.
    public synchronized void addChange(K key, int count) {
        counts.put(key, count);
    }

    /// Replaces the known counts by those of a poll.
    ///
    /// @return keys whose count was not known
    public synchronized Set<K> replaceAll(Map<K, Integer> polled) {
        Set<K> news = new HashSet<>();
        polled.forEach((key, count) -> {
            if (!count.equals(counts.get(key))) {
                news.add(key);
            }
        });
        counts.keySet().retainAll(polled.keySet());
        counts.putAll(polled);
        return news;
    }
}
