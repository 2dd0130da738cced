package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Removes what a text says about cities.
public final class CityPhrases {

    /// Punctuation at which a statement ends.
    private static final String STATEMENT_END = ",،;؛!۔\n";

    private CityPhrases() {}

    /// Text without cities, and the word beside each that says where: "from Karachi", "Lahore se".
    public static Utterance removeCities(Utterance text) {
        if (!text.contains(PhraseKind.CITY)) {
            return text;
        }
        List<String> kept = new ArrayList<>(text.wordCount());
        boolean introduced = false;
        for (int i = 0; i < text.wordCount(); ) {
            int used = text.countAt(i, PhraseKind.CITY.bit(), null);
            if (used == 0) {
                introduced = text.is(PhraseKind.INTRODUCTION, i, 1);
                kept.add(text.word(i++));
                continue;
            }
            i += used;
            if (text.is(PhraseKind.AGO, i, 1) || text.is(PhraseKind.CLOSING, i, 1)) {
                i++;
            } else if (!kept.isEmpty() && introduced) {
                kept.removeLast();
            }
            introduced = false;
        }
        return text.read(kept);
    }

    /// Text without the parts that say in which city a person is: "main Lahore mein rehta hun, fee kitni hai".
    public static String removeStatements(Utterance text) {
        return text.contains(PhraseKind.CITY)
                ? SentenceSplitter.splitParts(text, STATEMENT_END, Set.of()).stream()
                        .filter(part -> !part.contains(PhraseKind.CITY)
                                || !part.without(PhraseKind.CITY.bit())
                                        .without(Utterance.AROUND_VALUE)
                                        .isEmpty())
                        .map(Utterance::text)
                        .collect(Collectors.joining(" "))
                : text.text();
    }
}
