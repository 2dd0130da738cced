package pk.rahnuma.faq.classifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.faq.catalog.SpellingNormaliser;
import pk.rahnuma.faq.catalog.SynonymGroups;

/// Extracts the features of a question: its words, their sounds, their synonym groups, pairs of them, and runs of
/// letters, which survive a misspelling. `docs/answers.md` has the figures behind the choice.
final class FeatureExtractor {

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

    private final SynonymGroups kin;

    FeatureExtractor(SynonymGroups kin) {
        this.kin = kin;
    }

    /// Amount of each feature; empty when the text has no words.
    Map<String, Double> extractFeatures(String text) {
        Map<String, Double> found = new LinkedHashMap<>();
        List<String> words = SpellingNormaliser.splitWords(text);
        List<String> stems = new ArrayList<>();
        String before = "";
        for (String word : words.subList(0, Math.min(MAX_WORDS, words.size()))) {
            String sound = SpellingNormaliser.toSound(word);
            String stem = SpellingNormaliser.toStem(word);
            String bones = SpellingNormaliser.toConsonants(word);
            stems.add(stem);
            add(found, "w" + word, WORD_WEIGHT);
            add(found, "s" + stem, STEM_WEIGHT);
            if (bones.length() > 1) {
                add(found, "b" + bones, CONSONANTS_WEIGHT);
            }
            add(found, "p" + before + " " + sound, WORD_PAIR_WEIGHT);
            before = sound;
            letters(found, "_" + sound + "_");
        }
        kin(found, new ArrayList<>(kin.findGroups(stems)));
        return found;
    }

    private static void letters(Map<String, Double> found, String word) {
        for (int n = MIN_RUN_LENGTH; n <= MAX_RUN_LENGTH; n++) {
            for (int i = 0; i + n <= word.length(); i++) {
                add(found, "~" + word.substring(i, i + n), LETTER_RUN_WEIGHT);
            }
        }
    }

    private static void kin(Map<String, Double> found, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            add(found, "k" + names.get(i), SYNONYM_WEIGHT);
            for (int j = i + 1; j < names.size(); j++) {
                add(found, "k" + names.get(i) + "+" + names.get(j), SYNONYM_PAIR_WEIGHT);
            }
        }
    }

    private static void add(Map<String, Double> found, String feature, double weight) {
        found.merge(feature, weight, Double::sum);
    }
}
