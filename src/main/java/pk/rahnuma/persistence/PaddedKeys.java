package pk.rahnuma.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Keys for `in (…)`, padded to a power of two, so that few statements differ and prepared ones are used again.
public final class PaddedKeys {

    private PaddedKeys() {}

    /// The keys, with the last one repeated.
    ///
    /// @param keys at least one
    public static <T> List<T> padKeys(Collection<T> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no keys");
        }
        int size = keys.size() == 1 ? 1 : Integer.highestOneBit(keys.size() - 1) << 1;
        List<T> padded = new ArrayList<>(size);
        padded.addAll(keys);
        T last = padded.getLast();
        while (padded.size() < size) {
            padded.add(last);
        }
        return padded;
    }

    /// Keys of two columns, for `(a, b) in ((?, ?), …)`: at least two pairs, because MariaDB does not look up a single
    /// pair by the key, and would read the whole table.
    public static <T> List<T> padPairs(Collection<T> pairs) {
        List<T> padded = padKeys(pairs);
        if (padded.size() == 1) {
            padded.add(padded.getFirst());
        }
        return padded;
    }

    /// Placeholders `(?, ?), (?, ?)` for so many pairs.
    public static String pairPlaceholders(int size) {
        return "(?, ?), ".repeat(size - 1) + "(?, ?)";
    }
}
