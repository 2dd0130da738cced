package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Words of a text, and those among them that values found in it cover already.
final class CoveredWords {

    private final Utterance utterance;
    private final String[] words;
    /// Comparison keys of the words, without spaces.
    private final String[] keys;
    private final boolean[] covered;

    /// @param text of the words, which may be a part of the utterance
    CoveredWords(Utterance utterance, String text) {
        this.utterance = utterance;
        this.words = text.split(" ");
        this.keys = Arrays.stream(words)
                .map(word -> TextNormaliser.toComparisonKey(word).replace(" ", ""))
                .toArray(String[]::new);
        this.covered = new boolean[words.length];
    }

    int count() {
        return words.length;
    }

    String word(int index) {
        return words[index];
    }

    boolean isCovered(int index) {
        return covered[index];
    }

    void cover(int index) {
        covered[index] = true;
    }

    void coverPhrases(Iterable<String> phrases) {
        for (String phrase : phrases) {
            String wanted = phrase.replace(" ", "");
            for (int first = 0; first < words.length; first++) {
                int after = endOf(wanted, first);
                Arrays.fill(covered, first, Math.max(first, after), true);
            }
        }
    }

    /// Index behind a phrase that begins at a word; -1 when none begins there.
    private int endOf(String wanted, int first) {
        StringBuilder key = new StringBuilder();
        for (int i = first; i < words.length && key.length() < wanted.length(); i++) {
            key.append(keys[i]);
            if (wanted.contentEquals(key)) {
                return i + 1;
            }
        }
        return -1;
    }

    /// Index of the word behind the last place of a phrase; 0 when the phrase is missing.
    int indexAfter(String phrase) {
        String wanted = phrase.replace(" ", "");
        int after = 0;
        for (int first = 0; first < words.length; first++) {
            after = Math.max(after, endOf(wanted, first));
        }
        return after;
    }

    /// Index of the first covered word from this one on.
    int uncoveredEnd(int first) {
        int after = first;
        while (after < words.length && !covered[after]) {
            after++;
        }
        return after;
    }

    String join(int first, int after) {
        return String.join(" ", List.of(words).subList(first, after));
    }

    /// Text of the words without digits that nothing covers.
    Utterance uncoveredLetters() {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (!covered[i] && words[i].chars().noneMatch(Character::isDigit)) {
                rest.add(words[i]);
            }
        }
        return utterance.read(String.join(" ", rest));
    }
}
