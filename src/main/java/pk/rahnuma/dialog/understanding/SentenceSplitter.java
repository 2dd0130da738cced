package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Divides a text into sentences, clauses and other parts.
public final class SentenceSplitter {

    /// Punctuation at which a clause ends.
    public static final String CLAUSE_END = ",،;؛.!۔\n";
    /// Punctuation between two sentences.
    private static final String BETWEEN_SENTENCES = ".!۔";
    /// Maximum letters before a stop that ends no sentence: "Pvt."
    private static final int MAX_ABBREVIATION_LENGTH = 4;

    private SentenceSplitter() {}

    /// Clauses of a sentence: they end at punctuation, before a contrast ("but"), and behind "nahi hai".
    public static List<Utterance> splitClauses(Utterance text) {
        List<Utterance> clauses = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= text.wordCount(); i++) {
            boolean denied =
                    i - first > 1 && text.is(PhraseKind.CLOSING, i - 1, 1) && text.is(PhraseKind.NEGATION, i - 2, 1);
            if (i == text.wordCount()
                    || denied
                    || text.is(PhraseKind.CONTRAST, i, 1)
                    || text.hasBefore(i, CLAUSE_END)) {
                clauses.add(text.part(first, i));
                first = i;
            }
        }
        return clauses;
    }

    /// Parts between these marks, and between these words, which are left out.
    ///
    /// @param marks characters, one of which between two words separates them
    /// @param separators words that separate
    public static List<Utterance> splitParts(Utterance text, String marks, Set<String> separators) {
        return splitText(text, marks, "", separators);
    }

    /// The same, and parts between sentences. A stop behind few letters is that of an abbreviation, and ends none.
    public static List<Utterance> splitSentences(Utterance text, String marks, Set<String> separators) {
        return splitText(text, marks, BETWEEN_SENTENCES, separators);
    }

    private static List<Utterance> splitText(Utterance text, String marks, String stops, Set<String> separators) {
        List<Utterance> parts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < text.wordCount(); i++) {
            boolean separator = separators.contains(text.word(i));
            if (separator
                    || i > 0 && (text.hasBefore(i, marks) || endsSentence(text, i - 1) && text.hasBefore(i, stops))) {
                if (i > first) {
                    parts.add(text.part(first, i));
                }
                first = separator ? i + 1 : i;
            }
        }
        if (first < text.wordCount()) {
            parts.add(text.part(first, text.wordCount()));
        }
        return parts;
    }

    private static boolean endsSentence(Utterance text, int index) {
        String word = text.word(index);
        return word.length() > MAX_ABBREVIATION_LENGTH || Character.isDigit(word.charAt(word.length() - 1));
    }
}
