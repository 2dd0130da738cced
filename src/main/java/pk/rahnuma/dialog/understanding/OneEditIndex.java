package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Words with what they mean, found by a text with one inserted, deleted, replaced or swapped letter. An edit leaves
/// the first or the last letter as it is, so words are kept by length and by each of the two.
public final class OneEditIndex<T> {

    /// A word and its meaning.
    private record Entry<T>(String word, T meaning) {}

    private static final boolean[] ENDS = {false, true};

    private final Map<Integer, List<Entry<T>>> byFirst = new HashMap<>();
    private final Map<Integer, List<Entry<T>>> byLast = new HashMap<>();
    private final int minLength;

    /// @param minLength letters of the shortest word that may have a typing error
    public OneEditIndex(int minLength) {
        this.minLength = minLength;
    }

    public void addWord(String word, T meaning) {
        if (word.length() >= minLength) {
            Entry<T> entry = new Entry<>(word, meaning);
            byFirst.computeIfAbsent(toBucket(word.length(), word.charAt(0)), unknown -> new ArrayList<>(2))
                    .add(entry);
            byLast.computeIfAbsent(
                            toBucket(word.length(), word.charAt(word.length() - 1)), unknown -> new ArrayList<>(2))
                    .add(entry);
        }
    }

    private static int toBucket(int length, char end) {
        return length << Character.SIZE | end;
    }

    /// The only meaning of the words that differ in one letter, or null.
    public T findOnly(CharSequence typed) {
        T only = null;
        for (int length = typed.length() - 1; typed.length() >= minLength && length <= typed.length() + 1; length++) {
            for (boolean atEnd : ENDS) {
                char letter = typed.charAt(atEnd ? typed.length() - 1 : 0);
                for (Entry<T> entry : (atEnd ? byLast : byFirst).getOrDefault(toBucket(length, letter), List.of())) {
                    if (!entry.meaning().equals(only) && EditDistance.differsByOneEdit(typed, entry.word())) {
                        if (only != null) {
                            return null;
                        }
                        only = entry.meaning();
                    }
                }
            }
        }
        return only;
    }
}
