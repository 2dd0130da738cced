package pk.rahnuma.dialog.understanding;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All phrases of all languages, in one trie of words. Built once for a set of texts, and safe for threads then.
public final class Lexicon {

    /// Meanings of a phrase as a whole, beside its kinds. Each has a value, such as the name of a command.
    public enum Sense {
        /// Key of a command: "go back".
        COMMAND,
        /// Key of a command, by its words without those of a request, which may be part of them: "talk *to* a person".
        REQUESTED_COMMAND,
        /// Name of a script: "vpn registration".
        SCRIPT,
        /// Name of a script, by its words without those of a request.
        REQUESTED_SCRIPT,
        /// One word of the words of a script.
        SCRIPT_WORD,
        /// Code of a language: "urdu mein".
        LANGUAGE,
        /// A number in words: "teen".
        NUMBER,
        /// A place in a list, counted from 1: "the second one".
        ORDINAL,
        /// Words that say that an answer is to be changed, or is wrong: "shehar *galat hai*".
        CHANGE,
        /// Words that say yes, or agree with a summary: "that is all".
        AGREEMENT
    }

    /// A phrase, or the beginning of longer ones.
    static final class Phrase {
        private Map<String, Phrase> longer = Map.of();
        private Map<Sense, String> senses = Map.of();
        private long kinds;

        /// @return null when no phrase goes on so
        Phrase findLonger(String word) {
            return longer.get(word);
        }

        long kinds() {
            return kinds;
        }

        /// @return null when it has no such sense
        String sense(Sense sense) {
            return senses.get(sense);
        }

        boolean isMeant() {
            return kinds != 0 || !senses.isEmpty();
        }

        @Override
        public String toString() {
            return Stream.concat(
                            Arrays.stream(PhraseKind.values())
                                    .filter(kind -> (kinds & kind.bit()) != 0)
                                    .map(kind -> kind.key().replace("phrases.", "")),
                            senses.entrySet().stream()
                                    .map(sense ->
                                            sense.getKey().name().toLowerCase(Locale.ROOT) + "=" + sense.getValue()))
                    .collect(Collectors.joining(", "));
        }

        private Phrase extendBy(String word) {
            if (longer.isEmpty()) {
                longer = new HashMap<>(2);
            }
            return longer.computeIfAbsent(word, unknown -> new Phrase());
        }

        private void addSense(Sense sense, String value) {
            if (senses.isEmpty()) {
                senses = new EnumMap<>(Sense.class);
            }
            senses.putIfAbsent(sense, value);
        }
    }

    /// A lexicon without phrases: only bare values are understood.
    public static final Lexicon EMPTY = new Lexicon(list -> OptionList.EMPTY);

    /// Kinds of phrases around a request.
    public static final long AROUND_REQUEST =
            PhraseKind.bits(PhraseKind.REQUEST, PhraseKind.FILLER, PhraseKind.GREETING);
    /// Kinds of phrases around a request for what is the person's.
    public static final long AROUND_OWN = AROUND_REQUEST | PhraseKind.bits(PhraseKind.OWN);

    /// Minimum letters of a word that may have a typing error.
    private static final int MIN_CORRECTED_LENGTH = 4;

    private final OneEditIndex<String> correctableIndex = new OneEditIndex<>(MIN_CORRECTED_LENGTH);
    private final Phrase rootPhrase = new Phrase();
    private final Map<String, OptionList> names = new ConcurrentHashMap<>();
    private final Function<String, OptionList> namesFor;

    /// @param namesFor names of a list, such as that of VPN programs
    public Lexicon(Function<String, OptionList> namesFor) {
        this.namesFor = namesFor;
    }

    /// Adds a phrase of a kind.
    ///
    /// @param key of [TextNormaliser#toComparisonKey]
    public void addPhrase(PhraseKind kind, String key) {
        findOrAddPhrase(key).kinds |= kind.bit();
    }

    /// Adds a sense of a phrase; one that it has already stays.
    ///
    /// @param key of [TextNormaliser#toComparisonKey]
    public void addSense(Sense sense, String value, String key) {
        if (!key.isEmpty()) {
            findOrAddPhrase(key).addSense(sense, value);
        }
    }

    private Phrase findOrAddPhrase(String key) {
        Phrase phrase = rootPhrase;
        for (String word : key.split(" ")) {
            phrase = phrase.extendBy(word);
        }
        return phrase;
    }

    /// Value of a sense of one word, or null.
    public String senseOf(Sense sense, String word) {
        Phrase phrase = rootPhrase.findLonger(word);
        return phrase == null ? null : phrase.sense(sense);
    }

    /// Adds a word of requests, which may have a typing error.
    public void addCorrectable(String word) {
        correctableIndex.addWord(word, word);
    }

    /// The only word of requests that differs in one letter, or null.
    public String findCorrected(String word) {
        return correctableIndex.findOnly(word);
    }

    /// Known names of a list.
    public OptionList namesOf(String list) {
        return names.computeIfAbsent(list, namesFor);
    }

    /// Reads a text.
    ///
    /// @param text as received, of bounded length
    public Utterance read(String text) {
        return readNormalised(TextNormaliser.toLines(text));
    }

    /// @param lines of [TextNormaliser#toLines]
    public Utterance readNormalised(String lines) {
        return new Utterance(this, lines);
    }

    Phrase root() {
        return rootPhrase;
    }
}
