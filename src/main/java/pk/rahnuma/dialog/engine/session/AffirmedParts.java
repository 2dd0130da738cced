package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds what a sentence affirms beside what it denies.
final class AffirmedParts {

    /// Punctuation at which a part ends. A stop may be part of an address.
    static final String PART_END = ",،;؛!۔\n";

    private AffirmedParts() {}

    /// Parts of a text without what it denies: "40 and not 4", "Zong nahi Jazz", "6 hona chahiye 8 nahi".
    static List<Utterance> findIn(Utterance text) {
        List<Utterance> affirmed = new ArrayList<>();
        for (Utterance part : SentenceSplitter.splitParts(text, PART_END, Set.of())) {
            addAffirmed(part, affirmed);
        }
        return affirmed;
    }

    private static void addAffirmed(Utterance part, List<Utterance> affirmed) {
        int first = 0;
        int closed = 0;
        for (int i = 0; i < part.wordCount(); i++) {
            // "galat likh diya", "nahi"
            int previous = part.countAt(i, PhraseKind.DENIES_PREVIOUS.bit(), Sense.CHANGE);
            if (part.countAt(i, PhraseKind.DENIES_NEXT.bit(), null) > 0) {
                addPart(part, first, i, affirmed);
                return;
            }
            if (previous > 0) {
                // A number is denied alone; other words from the end of the statement before.
                boolean number = i > first && part.word(i - 1).chars().anyMatch(Character::isDigit);
                boolean ends = i + previous == part.wordCount();
                addPart(part, first, number ? i - 1 : ends ? closed : first, affirmed);
                first = i + previous;
                i += previous - 1;
            } else if (part.is(PhraseKind.CLOSING, i, 1)) {
                closed = i + 1;
            }
        }
        addPart(part, first, part.wordCount(), affirmed);
    }

    private static void addPart(Utterance part, int first, int after, List<Utterance> affirmed) {
        if (first < after) {
            affirmed.add(part.part(first, after));
        }
    }
}
