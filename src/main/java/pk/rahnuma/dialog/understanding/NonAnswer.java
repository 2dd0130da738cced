package pk.rahnuma.dialog.understanding;

import java.util.List;
import java.util.Optional;

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
    /// The person answers in a moment, or says goodbye.
    WAIT(PhraseKind.WAIT),
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
    private static final List<NonAnswer> OPEN_ENDED = List.of(UNKNOWN, SAME, REASON, LATER, WAIT);

    /// Kinds of words after which "one moment" means later: "let me check, I tell you tomorrow".
    private static final long PUTTING_OFF =
            PhraseKind.bits(PhraseKind.LATER, PhraseKind.TOMORROW, PhraseKind.DAY_BESIDE_TODAY);

    private static final List<NonAnswer> KINDS = List.of(values());

    private final PhraseKind phrases;

    NonAnswer(PhraseKind phrases) {
        this.phrases = phrases;
    }

    /// True when a text is no answer at all: numbers and days in it are none either.
    public static boolean isNoAnswer(Utterance text) {
        return findKind(text, false).filter(kind -> kind != QUESTION).isPresent();
    }

    /// Kind of a text that is no answer.
    ///
    /// @param story whether the question takes a long text, in which such words are part of a story: then the text must
    ///     consist of the phrase
    public static Optional<NonAnswer> findKind(Utterance text, boolean story) {
        Utterance bare = text.withoutFillers();
        if (bare.isEmpty()) {
            return text.isEmpty() || story ? Optional.empty() : Optional.of(FILLER);
        }
        for (NonAnswer kind : KINDS) {
            if (bare.is(kind.phrases)) {
                return Optional.of(kind);
            }
        }
        if (isInsult(bare)) {
            return Optional.of(INSULT);
        }
        if (story) {
            return Optional.empty();
        }
        if (text.contains(PhraseKind.INSULT)
                && SentenceSplitter.splitClauses(text).stream().anyMatch(NonAnswer::isInsult)) {
            return Optional.of(INSULT);
        }
        if (!bare.hasDigit() && beginsWithNothing(text)) {
            return Optional.of(NONE);
        }
        for (NonAnswer kind : OPEN_ENDED) {
            if (bare.startsWith(kind.phrases) && !bare.hasDigit()) {
                return Optional.of(kind == WAIT && bare.containsAny(PUTTING_OFF) ? LATER : kind);
            }
        }
        boolean question = text.endsWithQuestionMark()
                || bare.startsWith(PhraseKind.INTERROGATIVE) && bare.wordCount() >= MIN_QUESTION_WORDS;
        return question ? Optional.of(QUESTION) : Optional.empty();
    }

    /// True when the first of several clauses says, in more than a word, that there is nothing to give: "no other name,
    /// this is the only one".
    private static boolean beginsWithNothing(Utterance text) {
        List<Utterance> clauses = SentenceSplitter.splitClauses(text);
        Utterance first = clauses.getFirst().withoutFillers();
        return clauses.size() > 1 && first.wordCount() > 1 && first.is(PhraseKind.NONE);
    }

    private static boolean isInsult(Utterance text) {
        return text.contains(PhraseKind.INSULT)
                && (text.is(PhraseKind.INSULT)
                        || text.without(PhraseKind.ADDRESS.bit()).is(PhraseKind.INSULT));
    }
}
