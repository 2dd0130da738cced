package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.List;

/// One text, or a part of one: its words, their places, and the phrases among them. A word is a run of letters and
/// digits, as its comparison key. Reading is linear in the length of the text, and done once: parts share it.
public final class Utterance {

    /// Kinds of words that a sentence has before and after a value.
    public static final long AROUND_VALUE = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.OWN,
            PhraseKind.AGO,
            PhraseKind.FILLER,
            PhraseKind.GREETING);
    /// Minimum words of a question that a word in it shows.
    private static final int MIN_QUESTION_WORDS = 3;

    private final TokenizedText tokens;
    /// First word of this part, and the word after its last.
    private final int from;
    private final int to;
    /// Place of this part in the text.
    private final int start;
    private final int end;
    private String text;
    private String key;

    Utterance(Lexicon lexicon, String lines) {
        this.tokens = new TokenizedText(lexicon, lines);
        this.from = 0;
        this.to = tokens.wordCount();
        this.start = 0;
        this.end = lines.length();
    }

    private Utterance(TokenizedText tokens, int from, int to, int start, int end) {
        this.tokens = tokens;
        this.from = from;
        this.to = to;
        this.start = start;
        this.end = end;
    }

    /// Text as typed, normalised, on one line.
    public String text() {
        if (text == null) {
            String own = tokens.lines().substring(start, end);
            text = own.indexOf('\n') < 0 ? own.strip() : TextNormaliser.toSingleLine(own);
        }
        return text;
    }

    /// Text as typed, normalised, with its lines.
    public String lines() {
        return tokens.lines().substring(start, end);
    }

    /// All words, with a space between two.
    public String key() {
        if (key == null) {
            key = tokens.join(from, to);
        }
        return key;
    }

    public int wordCount() {
        return to - from;
    }

    /// True for a text without letters and digits.
    public boolean isEmpty() {
        return from == to;
    }

    /// @param index from 0
    public String word(int index) {
        return tokens.word(from + index);
    }

    /// Part of the text with these words, and nothing around them.
    ///
    /// @param first index of its first word
    /// @param after index of the word after its last
    public Utterance part(int first, int after) {
        int partFrom = from + first;
        int partTo = from + after;
        return first == after
                ? new Utterance(tokens, partFrom, partFrom, start, start)
                : new Utterance(
                        tokens,
                        partFrom,
                        partTo,
                        tokens.valueStart(partFrom, partFrom == from ? start : tokens.end(partFrom - 1)),
                        tokens.valueEnd(partTo - 1, partTo == to ? end : tokens.start(partTo)));
    }

    /// Another text in the same lexicon.
    public Utterance read(String other) {
        return tokens.lexicon().read(other);
    }

    public Lexicon lexicon() {
        return tokens.lexicon();
    }

    /// True when the whole text is a phrase of this kind.
    public boolean is(PhraseKind kind) {
        return from < to && is(kind, 0, wordCount());
    }

    /// Value of a sense of the whole text, or null.
    public String sense(Lexicon.Sense sense) {
        return from < to ? sense(sense, 0, wordCount()) : null;
    }

    /// Index of the first word of a phrase, or -1.
    ///
    /// @param key words with a space between two
    /// @param least index from which it is looked for
    public int indexOf(String key, int least) {
        String[] wanted = key.split(" ");
        for (int first = least; first + wanted.length <= wordCount(); first++) {
            if (tokens.hasWordsAt(from + first, wanted)) {
                return first;
            }
        }
        return -1;
    }

    /// Number of words of the longest phrase at a word that has one of these kinds or this sense; 0 when there is none.
    ///
    /// @param first index of its first word
    /// @param sense or null
    public int countAt(int first, long kinds, Lexicon.Sense sense) {
        return tokens.longestAt(from + first, to, kinds, sense);
    }

    /// True when these words are a phrase of this kind.
    ///
    /// @param first index of its first word
    /// @param count number of words
    public boolean is(PhraseKind kind, int first, int count) {
        return first >= 0
                && from + first + count <= to
                && (tokens.kindsOf(from + first, from + first + count) & kind.bit()) != 0;
    }

    /// True when these words are a phrase of one of these kinds.
    boolean isAny(long kinds, int first, int count) {
        return (tokens.kindsOf(from + first, from + first + count) & kinds) != 0;
    }

    /// Value of a sense of some words, or null.
    public String sense(Lexicon.Sense sense, int first, int count) {
        return tokens.senseOf(sense, from + first, from + first + count);
    }

    public boolean startsWith(PhraseKind kind) {
        return countAt(0, kind.bit(), null) > 0;
    }

    /// Words of the longest phrase of these kinds that ends the text; 0 when there is none.
    public int countAtEnd(long kinds) {
        return tokens.countBefore(from, to, kinds);
    }

    public boolean contains(PhraseKind kind) {
        return containsAny(kind.bit());
    }

    /// True when there is a phrase of one of these kinds.
    ///
    /// @param kinds of [PhraseKind#bits]
    public boolean containsAny(long kinds) {
        if (!tokens.mayContain(kinds)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (tokens.longestAt(i, to, kinds, null) > 0) {
                return true;
            }
        }
        return false;
    }

    /// True when some words have this value of a sense.
    public boolean contains(Lexicon.Sense sense, String value) {
        return tokens.contains(sense, value, from, to);
    }

    /// True when words say that something is to be changed, or is wrong.
    public boolean saysChange() {
        return tokens.saysChange();
    }

    /// True when there is a word that asks, also where it does not begin the question: "fees kitni hai".
    public boolean containsQuestion() {
        return wordCount() >= MIN_QUESTION_WORDS && containsWord(PhraseKind.INTERROGATIVE);
    }

    /// True when one word alone is of this kind.
    public boolean containsWord(PhraseKind kind) {
        if (!tokens.mayContain(kind.bit())) {
            return false;
        }
        for (int i = 0; i < wordCount(); i++) {
            if (is(kind, i, 1)) {
                return true;
            }
        }
        return false;
    }

    public boolean endsWithQuestionMark() {
        char last = end == 0 ? ' ' : tokens.lines().charAt(end - 1);
        return last == '?' || last == '؟';
    }

    public boolean hasQuestionMark() {
        return hasCharacter('?') || hasCharacter('؟');
    }

    public boolean hasCharacter(char wanted) {
        int at = tokens.lines().indexOf(wanted, start);
        return at >= 0 && at < end;
    }

    /// Number of digits.
    public int countDigits() {
        int count = 0;
        for (int i = start; i < end; i++) {
            char c = tokens.lines().charAt(i);
            count += c >= '0' && c <= '9' ? 1 : 0;
        }
        return count;
    }

    public boolean hasDigit() {
        return countDigits() > 0;
    }

    /// Text without words that say nothing at its ends.
    public Utterance withoutFillers() {
        int first = 0;
        int after = wordCount();
        while (first < after && is(PhraseKind.FILLER, first, 1)) {
            first++;
        }
        while (after > first && is(PhraseKind.FILLER, after - 1, 1)) {
            after--;
        }
        return first == 0 && after == wordCount() ? this : part(first, after);
    }

    /// Text without all phrases of these kinds, the longest first; the same when it has none.
    ///
    /// @param kinds of [PhraseKind#bits]
    public Utterance without(long kinds) {
        return without(kinds, null);
    }

    /// Text without all phrases that have one of these kinds or this sense, the longest first.
    ///
    /// @param sense or null
    public Utterance without(long kinds, Lexicon.Sense sense) {
        if (sense == null && !tokens.mayContain(kinds)) {
            return this;
        }
        List<String> kept = new ArrayList<>(wordCount());
        for (int i = from; i < to; ) {
            int used = tokens.longestAt(i, to, kinds, sense);
            if (used == 0) {
                kept.add(tokens.word(i));
            }
            i += Math.max(1, used);
        }
        return kept.size() == wordCount() ? this : read(kept);
    }

    /// Text without single words of this kind; the same when it has none.
    public Utterance withoutWords(PhraseKind kind) {
        if (!containsWord(kind)) {
            return this;
        }
        List<String> kept = new ArrayList<>(wordCount());
        for (int i = 0; i < wordCount(); i++) {
            if (!is(kind, i, 1)) {
                kept.add(word(i));
            }
        }
        return read(kept);
    }

    /// Text of these words.
    Utterance read(List<String> words) {
        return new Utterance(tokens.lexicon(), String.join(" ", words));
    }

    /// Text without the phrases of these kinds or this sense at its start.
    ///
    /// @param sense or null
    public Utterance withoutStart(long kinds, Lexicon.Sense sense) {
        int first = from;
        for (int used = 1; used > 0 && first < to; first += used) {
            used = tokens.longestAt(first, to, kinds, sense);
        }
        return first == from ? this : part(first - from, wordCount());
    }

    /// Text without the phrases of these kinds at its end.
    public Utterance withoutEnd(long kinds) {
        int after = to;
        for (int used = 1; used > 0; after -= used) {
            used = tokens.countBefore(from, after, kinds);
        }
        return after == to ? this : part(0, after - from);
    }

    /// True when one of these marks is between a word and the one before it.
    boolean hasBefore(int index, String marks) {
        return tokens.hasBefore(from + index, marks);
    }

    /// First character of a word as typed.
    int firstCharacter(int index) {
        return tokens.lines().codePointAt(tokens.start(from + index));
    }

    /// Last character of a word as typed.
    char lastCharacter(int index) {
        return tokens.lines().charAt(tokens.end(from + index) - 1);
    }

    /// Words and the phrases that they are, one line each, with their kinds and senses.
    public List<String> describePhrases() {
        return tokens.describePhrases(from, to);
    }

    @Override
    public String toString() {
        return text();
    }
}
