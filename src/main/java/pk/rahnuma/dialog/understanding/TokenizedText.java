package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Words of one text, their places in it, and the phrases among them. All parts of the text share it. A word is a run
/// of letters and digits, as its comparison key. Reading is linear in the length of the text.
final class TokenizedText {

    /// Punctuation at the end of a part, which says nothing about it.
    private static final String SENTENCE_END = ".!۔:";
    /// Punctuation at which a value ends.
    static final String VALUE_END = ",،;؛\n|";

    private final Lexicon lexicon;
    /// Normalised text, with its lines.
    private final String lines;
    private final String[] words;
    private final int[] starts;
    private final int[] ends;
    private final int wordCount;
    /// Index of the first phrase that begins at a word; null before the phrases are asked for.
    private int[] firstPhrases;
    private int[] phraseEnds;
    private Lexicon.Phrase[] phrases;
    private int phraseCount;
    private long phraseKinds;
    private boolean saysChange;

    TokenizedText(Lexicon lexicon, String lines) {
        this.lexicon = lexicon;
        this.lines = lines;
        WordReader reader = new WordReader(lines);
        this.words = reader.words();
        this.starts = reader.starts();
        this.ends = reader.ends();
        this.wordCount = reader.count();
    }

    private void findPhrases() {
        if (firstPhrases != null) {
            return;
        }
        firstPhrases = new int[wordCount + 1];
        phraseEnds = new int[16];
        phrases = new Lexicon.Phrase[16];
        for (int i = 0; i < wordCount; i++) {
            firstPhrases[i] = phraseCount;
            Lexicon.Phrase phrase = lexicon.root().findLonger(words[i]);
            for (int end = i + 1; phrase != null; end++) {
                if (phrase.isMeant()) {
                    addPhrase(phrase, end);
                }
                phrase = end < wordCount ? phrase.findLonger(words[end]) : null;
            }
        }
        firstPhrases[wordCount] = phraseCount;
    }

    private void addPhrase(Lexicon.Phrase phrase, int end) {
        if (phraseCount == phraseEnds.length) {
            phraseEnds = Arrays.copyOf(phraseEnds, 2 * phraseCount);
            phrases = Arrays.copyOf(phrases, 2 * phraseCount);
        }
        phrases[phraseCount] = phrase;
        phraseEnds[phraseCount++] = end;
        phraseKinds |= phrase.kinds();
        saysChange |= phrase.sense(Lexicon.Sense.CHANGE) != null;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    String lines() {
        return lines;
    }

    int wordCount() {
        return wordCount;
    }

    String word(int index) {
        return words[index];
    }

    /// Place of the first character of a word.
    int start(int index) {
        return starts[index];
    }

    /// Place behind the last character of a word.
    int end(int index) {
        return ends[index];
    }

    /// These words, with a space between two.
    String join(int first, int after) {
        return after - first == 1
                ? words[first]
                : String.join(" ", Arrays.asList(words).subList(first, after));
    }

    boolean hasWordsAt(int first, String[] wanted) {
        return Arrays.equals(words, first, first + wanted.length, wanted, 0, wanted.length);
    }

    /// Place of a word, with the marks directly before it: "+92".
    int valueStart(int index, int least) {
        int at = starts[index];
        while (at > least && !endsValue(lines.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /// Place behind a word and the marks directly behind it, but for those at the end of a sentence.
    int valueEnd(int index, int most) {
        int at = ends[index];
        while (at < most && !endsValue(lines.charAt(at))) {
            at++;
        }
        while (at > ends[index] && SENTENCE_END.indexOf(lines.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static boolean endsValue(char c) {
        return c == ' ' || VALUE_END.indexOf(c) >= 0;
    }

    /// True when one of these marks is between a word and the one before it.
    boolean hasBefore(int index, String marks) {
        for (int i = ends[index - 1]; i < starts[index]; i++) {
            if (marks.indexOf(lines.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// False when the text has no phrase of these kinds.
    boolean mayContain(long kinds) {
        findPhrases();
        return (phraseKinds & kinds) != 0;
    }

    /// True when words say that something is to be changed, or is wrong.
    boolean saysChange() {
        findPhrases();
        return saysChange;
    }

    /// Phrase that some words are, or null.
    private Lexicon.Phrase phraseAt(int first, int after) {
        findPhrases();
        for (int i = firstPhrases[first]; i < firstPhrases[first + 1]; i++) {
            if (phraseEnds[i] == after) {
                return phrases[i];
            }
        }
        return null;
    }

    /// Kinds of the phrase that some words are; 0 when they are none.
    long kindsOf(int first, int after) {
        Lexicon.Phrase phrase = phraseAt(first, after);
        return phrase == null ? 0 : phrase.kinds();
    }

    /// Value of a sense of some words, or null.
    String senseOf(Lexicon.Sense sense, int first, int after) {
        Lexicon.Phrase phrase = phraseAt(first, after);
        return phrase == null ? null : phrase.sense(sense);
    }

    /// Number of words of the longest phrase of these kinds at this word; 0 when there is none.
    ///
    /// @param to index of the word before which the phrase ends
    /// @param sense that serves as well as one of the kinds, or null
    int longestAt(int index, int to, long kinds, Lexicon.Sense sense) {
        if (index >= to || sense == null && !mayContain(kinds)) {
            return 0;
        }
        findPhrases();
        for (int i = firstPhrases[index + 1] - 1; i >= firstPhrases[index]; i--) {
            if (phraseEnds[i] <= to
                    && ((phrases[i].kinds() & kinds) != 0 || sense != null && phrases[i].sense(sense) != null)) {
                return phraseEnds[i] - index;
            }
        }
        return 0;
    }

    /// Number of words of the longest phrase of these kinds that ends before this word; 0 when there is none.
    int countBefore(int from, int after, long kinds) {
        for (int first = from; first < after; first++) {
            if ((kindsOf(first, after) & kinds) != 0) {
                return after - first;
            }
        }
        return 0;
    }

    /// True when some words have this value of a sense.
    boolean contains(Lexicon.Sense sense, String value, int from, int to) {
        findPhrases();
        for (int i = firstPhrases[from]; i < firstPhrases[to]; i++) {
            if (phraseEnds[i] <= to && value.equals(phrases[i].sense(sense))) {
                return true;
            }
        }
        return false;
    }

    /// Words and the phrases that they are, one line each, with their kinds and senses.
    List<String> describePhrases(int from, int to) {
        findPhrases();
        List<String> described = new ArrayList<>();
        for (int first = from; first < to; first++) {
            for (int i = firstPhrases[first]; i < firstPhrases[first + 1]; i++) {
                if (phraseEnds[i] <= to) {
                    described.add(join(first, phraseEnds[i]) + ": " + phrases[i]);
                }
            }
            if (longestAt(first, to, -1L, null) == 0) {
                described.add(words[first]);
            }
        }
        return described;
    }
}
