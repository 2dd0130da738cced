package pk.rahnuma.faq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pieces of a question that are compared with those of others: its words, what they sound like, what they come to,
/// pairs of them, and runs of letters, which survive a misspelling. Figures that chose them are in `docs/answers.md`.
final class FeatureExtractor {

    private static final double WORD = 0.5;
    private static final double STEM = 0.5;
    private static final double BONES = 0.5;
    private static final double PAIR = 0.3;
    private static final double LETTERS = 0.2;
    private static final double KIN = 2;
    private static final double KIN_PAIR = 0.5;

    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 4;
    /// Words that are looked at: a question has its point in fewer.
    private static final int WORDS = 60;

    private final SynonymGroups kin;

    FeatureExtractor(SynonymGroups kin) {
        this.kin = kin;
    }

    /// How much there is of each; empty when the text has no words.
    Map<String, Double> of(String text) {
        Map<String, Double> found = new LinkedHashMap<>();
        List<String> words = SpellingNormaliser.words(text);
        List<String> stems = new ArrayList<>();
        String before = "";
        for (String word : words.subList(0, Math.min(WORDS, words.size()))) {
            String sound = SpellingNormaliser.sound(word);
            String stem = SpellingNormaliser.stem(word);
            String bones = SpellingNormaliser.bones(word);
            stems.add(stem);
            add(found, "w" + word, WORD);
            add(found, "s" + stem, STEM);
            if (bones.length() > 1) {
                add(found, "b" + bones, BONES);
            }
            add(found, "p" + before + " " + sound, PAIR);
            before = sound;
            letters(found, "_" + sound + "_");
        }
        kin(found, new ArrayList<>(kin.of(stems)));
        return found;
    }

    private static void letters(Map<String, Double> found, String word) {
        for (int n = SHORTEST_RUN; n <= LONGEST_RUN; n++) {
            for (int i = 0; i + n <= word.length(); i++) {
                add(found, "~" + word.substring(i, i + n), LETTERS);
            }
        }
    }

    private static void kin(Map<String, Double> found, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            add(found, "k" + names.get(i), KIN);
            for (int j = i + 1; j < names.size(); j++) {
                add(found, "k" + names.get(i) + "+" + names.get(j), KIN_PAIR);
            }
        }
    }

    private static void add(Map<String, Double> found, String feature, double weight) {
        found.merge(feature, weight, Double::sum);
    }
}
