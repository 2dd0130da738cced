package pk.rahnuma.dialog.understanding;

import java.util.Arrays;

/// Cuts a normalised text into words.
final class WordReader {

    private String[] words = new String[8];
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int count;

    WordReader(String text) {
        int first = -1;
        int after = -1;
        for (int c, i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                first = first < 0 ? i : first;
                after = i + Character.charCount(c);
            } else if (first >= 0 && !TextNormaliser.joinsLetters(c)) {
                addWord(text, first, after);
                first = -1;
            }
        }
        if (first >= 0) {
            addWord(text, first, after);
        }
    }

    private void addWord(String text, int first, int after) {
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        words[count] = TextNormaliser.toWordKey(text.substring(first, after));
        starts[count] = first;
        ends[count++] = after;
    }

    int count() {
        return count;
    }

    String[] words() {
        return words;
    }

    int[] starts() {
        return starts;
    }

    int[] ends() {
        return ends;
    }
}
