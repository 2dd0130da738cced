package pk.rahnuma.dialog.understanding;

/// Finds the value in a sentence by the words around it.
public final class IntroducedValue {

    /// Maximum words of a sentence in which only the last one shows that the others are a value.
    private static final int MAX_CLOSED_WORDS = 5;
    private static final long BEFORE_INTRODUCTION = PhraseKind.bits(PhraseKind.FILLER, PhraseKind.GREETING);

    private IntroducedValue() {}

    /// Value of a sentence that has words before it ("my name is Sara Khan", "mera naam Sara Khan hai") or after it
    /// ("Sara Khan hai").
    ///
    /// @return null when the sentence has no such words
    public static Utterance findIn(Utterance text) {
        int words = text.wordCount();
        boolean closed = isClosing(text, words - 1);
        int first = introductionEnd(text, closed);
        boolean bare = first == 0 && (words > MAX_CLOSED_WORDS || !closed);
        if (first == words || bare) {
            return null;
        }
        int after = first;
        while (after < words
                && !isClosing(text, after)
                && text.countAt(after, PhraseKind.CLOSING.bit(), null) < 2
                && !(after > first && endsValue(text, after))) {
            after++;
        }
        return after == first ? null : text.part(first, after);
    }

    /// True when a value ends before this word: a stop behind a number ends it, unlike one behind an abbreviation.
    private static boolean endsValue(Utterance text, int index) {
        return text.hasBefore(index, TokenizedText.VALUE_END)
                || text.hasBefore(index, ".") && Character.isDigit(text.lastCharacter(index - 1));
    }

    /// Number of words that introduce the value, after greetings and words that say nothing.
    private static int introductionEnd(Utterance text, boolean closed) {
        long introductions = PhraseKind.INTRODUCTION.bit() | (closed ? PhraseKind.ENCLOSING_INTRODUCTION.bit() : 0);
        int at = 0;
        boolean introduced = false;
        while (at < text.wordCount()) {
            int used = text.countAt(at, introductions | (introduced ? 0 : BEFORE_INTRODUCTION), null);
            if (used == 0) {
                break;
            }
            introduced |= text.isAny(introductions, at, used);
            at += used;
        }
        return introduced ? at : 0;
    }

    /// True for a word after a value. A name may be the same word: "Muhammad Abdul Hai".
    private static boolean isClosing(Utterance text, int index) {
        return index >= 0
                && text.is(PhraseKind.CLOSING, index, 1)
                && (index == 0 || !text.is(PhraseKind.NAME_BEGINNING, index - 1, 1))
                && !Character.isUpperCase(text.firstCharacter(index));
    }
}
