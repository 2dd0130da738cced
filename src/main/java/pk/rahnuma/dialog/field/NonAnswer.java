package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.field.PhraseBook.PhraseKind;

/// A text that answers no question, whatever its type.
public enum NonAnswer {
    /// The person does not know.
    UNKNOWN(PhraseKind.UNKNOWN),
    /// The value is that of an earlier answer.
    SAME(PhraseKind.SAME),
    /// The person asks why this is needed.
    REASON(PhraseKind.REASON),
    /// The person wants to answer later.
    LATER(PhraseKind.LATER),
    /// There is nothing to give.
    NONE(PhraseKind.NONE),
    /// Words that say nothing: "thanks", "okay".
    FILLER(PhraseKind.FILLER),
    GREETING(PhraseKind.GREETING),
    INSULT(PhraseKind.INSULT),
    PRAISE(PhraseKind.PRAISE),
    /// A question to the desk.
    QUESTION(PhraseKind.INTERROGATIVE);

    /// Minimum words of a question without a question mark: a shorter one may be a name.
    private static final int MIN_QUESTION_WORDS = 3;

    /// Kinds whose phrase may be followed by other words: "pata nahi kahan se milegi".
    private static final List<NonAnswer> OPEN_ENDED = List.of(UNKNOWN, SAME, REASON, LATER);

    private final PhraseKind phrases;

    NonAnswer(PhraseKind phrases) {
        this.phrases = phrases;
    }

    /// True when a text is no answer at all: numbers and days in it are none either.
    public static boolean isNoAnswer(String text, PhraseBook book) {
        return findKind(text, book, false).filter(kind -> kind != QUESTION).isPresent();
    }

    /// Kind of a text that is no answer.
    ///
    /// @param text as typed
    /// @param story whether the question takes a long text, in which such words are part of a story: then the text must
    ///     consist of the phrase
    public static Optional<NonAnswer> findKind(String text, PhraseBook book, boolean story) {
        String line = TextNormaliser.toSingleLine(text);
        String whole = TextNormaliser.toComparisonKey(line);
        String key = book.withoutFillers(whole);
        if (key.isEmpty()) {
            return whole.isEmpty() || story ? Optional.empty() : Optional.of(FILLER);
        }
        for (NonAnswer kind : values()) {
            if (book.isPhrase(kind.phrases, key)) {
                return Optional.of(kind);
            }
        }
        if (insults(key, book)) {
            return Optional.of(INSULT);
        }
        if (story) {
            return Optional.empty();
        }
        if (book.clausesOf(line).stream().anyMatch(clause -> insults(clause, book))) {
            return Optional.of(INSULT);
        }
        boolean withDigit = key.codePoints().anyMatch(Character::isDigit);
        for (NonAnswer kind : OPEN_ENDED) {
            if (!withDigit && book.startsWithPhrase(kind.phrases, key)) {
                return Optional.of(kind);
            }
        }
        boolean question = line.endsWith("?")
                || line.endsWith("؟")
                || book.startsWithPhrase(PhraseKind.INTERROGATIVE, key)
                        && PhraseBook.wordsOf(key).size() >= MIN_QUESTION_WORDS;
        return question ? Optional.of(QUESTION) : Optional.empty();
    }

    private static boolean insults(String key, PhraseBook book) {
        return book.isPhrase(PhraseKind.INSULT, key)
                || book.isPhrase(PhraseKind.INSULT, book.withoutPhrases(Set.of(PhraseKind.ADDRESS), key));
    }
}
