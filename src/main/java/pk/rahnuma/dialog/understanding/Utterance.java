package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One text, or a part of one: its words, their places, and the phrases among them. A word is a run of letters and
/// digits, as its comparison key. Reading is linear in the length of the text, and done once: parts share it.
public final class Utterance {

    /// Punctuation at which a clause ends.
    public static final String CLAUSE_END = ",،;؛.!۔\n";
    /// Punctuation at the end of a part, which says nothing about it.
    private static final String SENTENCE_END = ".!۔:";
    /// Punctuation at which a value ends.
    private static final String VALUE_END = ",،;؛\n|";
    /// Punctuation at which a statement ends.
    private static final String STATEMENT_END = ",،;؛!۔\n";
    /// Kinds of words that a sentence has before and after a value.
    public static final long AROUND_VALUE = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.OWN,
            PhraseKind.AGO,
            PhraseKind.FILLER,
            PhraseKind.GREETING);
    /// Maximum letters before a stop that ends no sentence: "Pvt."
    private static final int MAX_ABBREVIATION_LENGTH = 4;
    /// Punctuation between two sentences.
    private static final String BETWEEN_SENTENCES = ".!۔";
    /// Minimum words of a question that a word in it shows.
    private static final int MIN_QUESTION_WORDS = 3;
    /// Maximum words of a sentence in which only the last one shows that the others are a value.
    private static final int MAX_CLOSED_WORDS = 5;

    /// Phrases by the word at which they begin; computed at the first use.
    private static final class Mentions {
        private int[] firsts;
        private int[] ends = new int[16];
        private Lexicon.Phrase[] phrases = new Lexicon.Phrase[16];
        private int count;
        private long kinds;
        private boolean saysChange;

        Mentions(Lexicon lexicon, String[] words, int wordCount) {
            firsts = new int[wordCount + 1];
            for (int i = 0; i < wordCount; i++) {
                firsts[i] = count;
                Lexicon.Phrase phrase = lexicon.root().findLonger(words[i]);
                for (int end = i + 1; phrase != null; end++) {
                    if (phrase.isMeant()) {
                        addPhrase(phrase, end);
                    }
                    phrase = end < wordCount ? phrase.findLonger(words[end]) : null;
                }
            }
            firsts[wordCount] = count;
        }

        private void addPhrase(Lexicon.Phrase phrase, int end) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
                phrases = Arrays.copyOf(phrases, 2 * count);
            }
            phrases[count] = phrase;
            ends[count++] = end;
            kinds |= phrase.kinds();
            saysChange |= phrase.sense(Lexicon.Sense.CHANGE) != null;
        }
    }

    private final Lexicon lexicon;
    /// Normalised text, with its lines.
    private final String lines;
    private final String[] words;
    private final int[] starts;
    private final int[] ends;
    /// First word of this part, and the word after its last.
    private final int from;
    private final int to;
    /// Place of this part in the text.
    private final int start;
    private final int end;
    private Mentions mentions;
    private String text;
    private String key;

    Utterance(Lexicon lexicon, String lines) {
        this.lexicon = lexicon;
        this.lines = lines;
        WordReader reader = new WordReader(lines);
        this.words = reader.words();
        this.starts = reader.starts();
        this.ends = reader.ends();
        this.from = 0;
        this.to = reader.count();
        this.start = 0;
        this.end = lines.length();
    }

    private Utterance(Utterance whole, int from, int to, int start, int end) {
        this.lexicon = whole.lexicon;
        this.lines = whole.lines;
        this.words = whole.words;
        this.starts = whole.starts;
        this.ends = whole.ends;
        this.from = from;
        this.to = to;
        this.start = start;
        this.end = end;
        this.mentions = whole.findMentions();
    }

    private Mentions findMentions() {
        if (mentions == null) {
            mentions = new Mentions(lexicon, words, to);
        }
        return mentions;
    }

    /// Text as typed, normalised, on one line.
    public String text() {
        if (text == null) {
            String own = lines.substring(start, end);
            text = own.indexOf('\n') < 0 ? own.strip() : TextNormaliser.toSingleLine(own);
        }
        return text;
    }

    /// Text as typed, normalised, with its lines.
    public String lines() {
        return start == 0 && end == lines.length() ? lines : lines.substring(start, end);
    }

    /// All words, with a space between two.
    public String key() {
        if (key == null) {
            key = to - from == 1
                    ? words[from]
                    : String.join(" ", Arrays.asList(words).subList(from, to));
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
        return words[from + index];
    }

    /// Part of the text with these words, and nothing around them.
    ///
    /// @param first index of its first word
    /// @param after index of the word after its last
    public Utterance part(int first, int after) {
        int partFrom = from + first;
        int partTo = from + after;
        return first == after
                ? new Utterance(this, partFrom, partFrom, start, start)
                : new Utterance(this, partFrom, partTo, rawStart(partFrom), rawEnd(partTo - 1));
    }

    /// Another text in the same lexicon.
    public Utterance read(String other) {
        return lexicon.read(other);
    }

    public Lexicon lexicon() {
        return lexicon;
    }

    /// Place of a word, with the marks directly before it: "+92".
    private int rawStart(int index) {
        int least = index == from ? start : ends[index - 1];
        int at = starts[index];
        while (at > least && !isSpace(lines.charAt(at - 1)) && VALUE_END.indexOf(lines.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private int rawEnd(int index) {
        int most = index == to - 1 ? end : starts[index + 1];
        int at = ends[index];
        while (at < most && !isSpace(lines.charAt(at)) && VALUE_END.indexOf(lines.charAt(at)) < 0) {
            at++;
        }
        while (at > ends[index] && SENTENCE_END.indexOf(lines.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n';
    }

    /// True when the whole text is a phrase of this kind.
    public boolean is(PhraseKind kind) {
        return from < to && (kindsOf(from, to) & kind.bit()) != 0;
    }

    /// Value of a sense of the whole text, or null.
    public String sense(Lexicon.Sense sense) {
        Lexicon.Phrase phrase = from < to ? phraseAt(from, to) : null;
        return phrase == null ? null : phrase.sense(sense);
    }

    /// Index of the first word of a phrase, or -1.
    ///
    /// @param key words with a space between two
    /// @param least index from which it is looked for
    public int indexOf(String key, int least) {
        String[] wanted = key.split(" ");
        for (int first = least; first + wanted.length <= wordCount(); first++) {
            if (Arrays.equals(words, from + first, from + first + wanted.length, wanted, 0, wanted.length)) {
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
        return longestAt(from + first, kinds, sense);
    }

    /// True when these words are a phrase of this kind.
    ///
    /// @param first index of its first word
    /// @param count number of words
    public boolean is(PhraseKind kind, int first, int count) {
        return first >= 0
                && from + first + count <= to
                && (kindsOf(from + first, from + first + count) & kind.bit()) != 0;
    }

    /// True when these words are a phrase of one of these kinds.
    boolean isAny(long kinds, int first, int count) {
        return (kindsOf(from + first, from + first + count) & kinds) != 0;
    }

    /// Value of a sense of some words, or null.
    public String sense(Lexicon.Sense sense, int first, int count) {
        Lexicon.Phrase phrase = phraseAt(from + first, from + first + count);
        return phrase == null ? null : phrase.sense(sense);
    }

    private long kindsOf(int first, int after) {
        Lexicon.Phrase phrase = phraseAt(first, after);
        return phrase == null ? 0 : phrase.kinds();
    }

    private Lexicon.Phrase phraseAt(int first, int after) {
        Mentions all = findMentions();
        for (int i = all.firsts[first]; i < all.firsts[first + 1]; i++) {
            if (all.ends[i] == after) {
                return all.phrases[i];
            }
        }
        return null;
    }

    public boolean startsWith(PhraseKind kind) {
        return longestAt(from, kind.bit()) > 0;
    }

    /// Words of the longest phrase of these kinds that ends the text; 0 when there is none.
    public int countAtEnd(long kinds) {
        for (int first = from; first < to; first++) {
            if ((kindsOf(first, to) & kinds) != 0) {
                return to - first;
            }
        }
        return 0;
    }

    /// Number of words of the longest phrase of these kinds at this word; 0 when there is none.
    private int longestAt(int index, long kinds) {
        return longestAt(index, kinds, null);
    }

    /// @param sense that serves as well as one of the kinds, or null
    private int longestAt(int index, long kinds, Lexicon.Sense sense) {
        Mentions all = findMentions();
        if (index >= to || sense == null && (all.kinds & kinds) == 0) {
            return 0;
        }
        for (int i = all.firsts[index + 1] - 1; i >= all.firsts[index]; i--) {
            if (all.ends[i] <= to
                    && ((all.phrases[i].kinds() & kinds) != 0
                            || sense != null && all.phrases[i].sense(sense) != null)) {
                return all.ends[i] - index;
            }
        }
        return 0;
    }

    public boolean contains(PhraseKind kind) {
        return containsAny(kind.bit());
    }

    /// True when there is a phrase of one of these kinds.
    ///
    /// @param kinds of [PhraseKind#bits]
    public boolean containsAny(long kinds) {
        if ((findMentions().kinds & kinds) == 0) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (longestAt(i, kinds) > 0) {
                return true;
            }
        }
        return false;
    }

    /// True when some words have this value of a sense.
    public boolean contains(Lexicon.Sense sense, String value) {
        Mentions all = findMentions();
        for (int first = from; first < to; first++) {
            for (int i = all.firsts[first]; i < all.firsts[first + 1]; i++) {
                if (all.ends[i] <= to && value.equals(all.phrases[i].sense(sense))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// True when words say that something is to be changed, or is wrong.
    public boolean saysChange() {
        return findMentions().saysChange;
    }

    /// Words that are part of no phrase of these kinds.
    public List<String> wordsBeside(long kinds) {
        List<String> beside = new ArrayList<>();
        int after = from;
        for (int i = from; i < to; i++) {
            after = Math.max(after, i + longestAt(i, kinds));
            if (i >= after) {
                beside.add(words[i]);
            }
        }
        return beside;
    }

    /// True when there is a word that asks, also where it does not begin the question: "fees kitni hai".
    public boolean containsQuestion() {
        return wordCount() >= MIN_QUESTION_WORDS && containsWord(PhraseKind.INTERROGATIVE);
    }

    /// True when one word alone is of this kind.
    public boolean containsWord(PhraseKind kind) {
        if ((findMentions().kinds & kind.bit()) == 0) {
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
        char last = lines.isEmpty() ? ' ' : lines.charAt(end - 1);
        return last == '?' || last == '؟';
    }

    public boolean hasQuestionMark() {
        return hasCharacter('?') || hasCharacter('؟');
    }

    public boolean hasCharacter(char wanted) {
        int at = lines.indexOf(wanted, start);
        return at >= 0 && at < end;
    }

    /// Number of digits.
    public int countDigits() {
        int count = 0;
        for (int i = start; i < end; i++) {
            char c = lines.charAt(i);
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
        if (sense == null && (findMentions().kinds & kinds) == 0) {
            return this;
        }
        List<String> kept = new ArrayList<>(wordCount());
        for (int i = from; i < to; ) {
            int used = longestAt(i, kinds, sense);
            if (used == 0) {
                kept.add(words[i]);
            }
            i += Math.max(1, used);
        }
        return kept.size() == wordCount() ? this : new Utterance(lexicon, String.join(" ", kept));
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
        return new Utterance(lexicon, String.join(" ", kept));
    }

    /// Text without cities, and the word beside each that says where: "from Karachi", "Lahore se".
    public Utterance withoutCities() {
        if (!contains(PhraseKind.CITY)) {
            return this;
        }
        List<String> kept = new ArrayList<>(wordCount());
        boolean introduced = false;
        for (int i = from; i < to; ) {
            int used = longestAt(i, PhraseKind.CITY.bit());
            if (used == 0) {
                introduced = is(PhraseKind.INTRODUCTION, i - from, 1);
                kept.add(words[i++]);
                continue;
            }
            i += used;
            if (i < to && (is(PhraseKind.AGO, i - from, 1) || is(PhraseKind.CLOSING, i - from, 1))) {
                i++;
            } else if (!kept.isEmpty() && introduced) {
                kept.removeLast();
            }
            introduced = false;
        }
        return new Utterance(lexicon, String.join(" ", kept));
    }

    /// Text without the parts that say in which city a person is: "main Lahore mein rehta hun, fee kitni hai".
    public String withoutCityStatements() {
        return contains(PhraseKind.CITY)
                ? parts(STATEMENT_END, Set.of()).stream()
                        .filter(part -> !part.statesCity())
                        .map(Utterance::text)
                        .collect(Collectors.joining(" "))
                : text();
    }

    private boolean statesCity() {
        return contains(PhraseKind.CITY)
                && without(PhraseKind.CITY.bit()).without(AROUND_VALUE).isEmpty();
    }

    /// Text without the phrases of these kinds or this sense at its start.
    ///
    /// @param sense or null
    public Utterance withoutStart(long kinds, Lexicon.Sense sense) {
        int first = from;
        for (int used = 1; used > 0 && first < to; first += used) {
            used = longestAt(first, kinds, sense);
        }
        return first == from ? this : part(first - from, wordCount());
    }

    /// Text without the phrases of these kinds at its end.
    public Utterance withoutEnd(long kinds) {
        int after = to;
        boolean found = true;
        while (found) {
            found = false;
            for (int first = from; first < after && !found; first++) {
                if ((kindsOf(first, after) & kinds) != 0) {
                    after = first;
                    found = true;
                }
            }
        }
        return after == to ? this : part(0, after - from);
    }

    /// Clauses of a sentence: they end at punctuation, before a contrast ("but"), and behind "nahi hai".
    public List<Utterance> clauses() {
        List<Utterance> clauses = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= wordCount(); i++) {
            boolean denied = i - first > 1 && is(PhraseKind.CLOSING, i - 1, 1) && is(PhraseKind.NEGATION, i - 2, 1);
            if (i == wordCount() || denied || is(PhraseKind.CONTRAST, i, 1) || hasBefore(i, CLAUSE_END)) {
                clauses.add(part(first, i));
                first = i;
            }
        }
        return clauses;
    }

    /// Parts between these marks, and between these words, which are left out.
    ///
    /// @param marks characters, one of which between two words separates them
    /// @param separators words that separate
    public List<Utterance> parts(String marks, Set<String> separators) {
        return splitParts(marks, "", separators);
    }

    /// The same, and parts between sentences. A stop behind few letters is that of an abbreviation, and ends none.
    public List<Utterance> sentenceParts(String marks, Set<String> separators) {
        return splitParts(marks, BETWEEN_SENTENCES, separators);
    }

    private List<Utterance> splitParts(String marks, String stops, Set<String> separators) {
        List<Utterance> parts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < wordCount(); i++) {
            boolean separator = separators.contains(word(i));
            if (separator || i > 0 && (hasBefore(i, marks) || endsSentence(i - 1) && hasBefore(i, stops))) {
                if (i > first) {
                    parts.add(part(first, i));
                }
                first = separator ? i + 1 : i;
            }
        }
        if (first < wordCount()) {
            parts.add(part(first, wordCount()));
        }
        return parts;
    }

    private boolean endsSentence(int index) {
        String word = word(index);
        return word.length() > MAX_ABBREVIATION_LENGTH || Character.isDigit(word.charAt(word.length() - 1));
    }

    /// True when one of these marks is between a word and the one before it.
    private boolean hasBefore(int index, String marks) {
        for (int i = ends[from + index - 1]; i < starts[from + index]; i++) {
            if (marks.indexOf(lines.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// Value of a sentence that has words before it ("my name is Sara Khan", "mera naam Sara Khan hai") or after it
    /// ("Sara Khan hai").
    ///
    /// @return null when the sentence has no such words
    public Utterance introducedValue() {
        int first = introductionEnd();
        boolean bare = first == 0 && (wordCount() > MAX_CLOSED_WORDS || !isClosing(wordCount() - 1));
        if (first == wordCount() || bare) {
            return null;
        }
        int after = first;
        while (after < wordCount()
                && !isClosing(after)
                && countAt(after, PhraseKind.CLOSING.bit(), null) < 2
                && !(after > first && endsValue(after))) {
            after++;
        }
        return after == first ? null : part(first, after);
    }

    /// True when a value ends before this word: a stop behind a number ends it, unlike one behind an abbreviation.
    private boolean endsValue(int index) {
        return hasBefore(index, VALUE_END)
                || hasBefore(index, ".") && Character.isDigit(lines.charAt(ends[from + index - 1] - 1));
    }

    /// Number of words that introduce the value, after greetings and words that say nothing.
    private int introductionEnd() {
        boolean closed = wordCount() > 0 && isClosing(wordCount() - 1);
        long introductions = PhraseKind.INTRODUCTION.bit() | (closed ? PhraseKind.ENCLOSING_INTRODUCTION.bit() : 0);
        long before = PhraseKind.bits(PhraseKind.FILLER, PhraseKind.GREETING);
        int at = from;
        boolean introduced = false;
        while (at < to) {
            int used = longestAt(at, introductions | (introduced ? 0 : before));
            if (used == 0) {
                break;
            }
            introduced |= (kindsOf(at, at + used) & introductions) != 0;
            at += used;
        }
        return introduced ? at - from : 0;
    }

    /// True for a word after a value. A name may be the same word: "Muhammad Abdul Hai".
    private boolean isClosing(int index) {
        return index >= 0
                && is(PhraseKind.CLOSING, index, 1)
                && (index == 0 || !is(PhraseKind.NAME_BEGINNING, index - 1, 1))
                && !Character.isUpperCase(lines.codePointAt(starts[from + index]));
    }

    /// Words and the phrases that they are, one line each, with their kinds and senses.
    public List<String> describePhrases() {
        List<String> lines = new ArrayList<>();
        Mentions all = findMentions();
        for (int first = from; first < to; first++) {
            for (int i = all.firsts[first]; i < all.firsts[first + 1]; i++) {
                if (all.ends[i] <= to) {
                    lines.add(part(first - from, all.ends[i] - from).key() + ": " + all.phrases[i]);
                }
            }
            if (longestAt(first, -1L) == 0) {
                lines.add(words[first]);
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return text();
    }
}
