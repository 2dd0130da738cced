package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Extracts the features of a question: its words, their sounds, their synonym groups, pairs of them, and runs of
/// letters, which survive a misspelling. `docs/answers.md` has the figures behind the choice.
final class FeatureExtractor {

    private static final String WORD_PREFIX = "w";
    private static final double WORD_WEIGHT = 0.5;
    private static final double STEM_WEIGHT = 0.5;
    private static final double CONSONANTS_WEIGHT = 0.5;
    private static final double WORD_PAIR_WEIGHT = 0.3;
    private static final double LETTER_RUN_WEIGHT = 0.2;
    private static final double SYNONYM_WEIGHT = 2;
    private static final double SYNONYM_PAIR_WEIGHT = 0.5;

    private static final int MIN_RUN_LENGTH = 3;
    private static final int MAX_RUN_LENGTH = 4;
    /// Maximum words that are read: a question makes its point in fewer.
    private static final int MAX_WORDS = 60;

    private final SynonymGroups synonyms;

    FeatureExtractor(SynonymGroups synonyms) {
        this.synonyms = synonyms;
    }

    /// Takes features one by one; the amounts of the same feature are summed.
    interface FeatureConsumer {
        void add(String feature, double amount);
    }

    /// A word as it is compared.
    record ReadWord(String sound, String stem) {

        static ReadWord of(String word) {
            return new ReadWord(SpellingNormaliser.toSound(word), SpellingNormaliser.toStem(word));
        }
    }

    /// The words of a text that are read.
    static List<String> splitWords(String text) {
        List<String> words = SpellingNormaliser.splitWords(text);
        return words.subList(0, Math.min(MAX_WORDS, words.size()));
    }

    /// Amount of each feature; empty when the text has no words.
    Map<String, Double> extractFeatures(String text) {
        Map<String, Double> found = new LinkedHashMap<>();
        FeatureConsumer consumer = (feature, amount) -> found.merge(feature, amount, Double::sum);
        List<String> stems = new ArrayList<>();
        String before = "";
        for (String word : splitWords(text)) {
            ReadWord read = ReadWord.of(word);
            addForms(word, read, consumer);
            addPair(before, read, consumer);
            addLetterRuns(read, consumer);
            stems.add(read.stem());
            before = read.sound();
        }
        addSynonyms(stems, consumer);
        return found;
    }

    /// The word of a feature that is one; null for other features.
    static String wordOf(String feature) {
        return feature.startsWith(WORD_PREFIX) ? feature.substring(WORD_PREFIX.length()) : null;
    }

    /// Adds the features that a word has in any text.
    static void addWord(String word, ReadWord read, FeatureConsumer consumer) {
        addForms(word, read, consumer);
        addLetterRuns(read, consumer);
    }

    private static void addForms(String word, ReadWord read, FeatureConsumer consumer) {
        String consonants = SpellingNormaliser.toConsonants(word);
        consumer.add(WORD_PREFIX + word, WORD_WEIGHT);
        consumer.add("s" + read.stem(), STEM_WEIGHT);
        if (consonants.length() > 1) {
            consumer.add("b" + consonants, CONSONANTS_WEIGHT);
        }
    }

    private static void addLetterRuns(ReadWord read, FeatureConsumer consumer) {
        String letters = "_" + read.sound() + "_";
        for (int length = MIN_RUN_LENGTH; length <= MAX_RUN_LENGTH; length++) {
            for (int first = 0; first + length <= letters.length(); first++) {
                consumer.add("~" + letters.substring(first, first + length), LETTER_RUN_WEIGHT);
            }
        }
    }

    /// Adds the features that words have together: pairs, synonyms, and pairs of these.
    void addContext(List<ReadWord> words, FeatureConsumer consumer) {
        String before = "";
        for (ReadWord word : words) {
            addPair(before, word, consumer);
            before = word.sound();
        }
        addSynonyms(words.stream().map(ReadWord::stem).toList(), consumer);
    }

    private static void addPair(String before, ReadWord word, FeatureConsumer consumer) {
        consumer.add("p" + before + " " + word.sound(), WORD_PAIR_WEIGHT);
    }

    private void addSynonyms(List<String> stems, FeatureConsumer consumer) {
        List<String> names = List.copyOf(synonyms.findGroups(stems));
        for (int i = 0; i < names.size(); i++) {
            consumer.add("k" + names.get(i), SYNONYM_WEIGHT);
            for (int j = i + 1; j < names.size(); j++) {
                consumer.add("k" + names.get(i) + "+" + names.get(j), SYNONYM_PAIR_WEIGHT);
            }
        }
    }
}
