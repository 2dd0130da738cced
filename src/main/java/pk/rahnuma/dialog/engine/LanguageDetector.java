package pk.rahnuma.dialog.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.Language;

/// Detects the language of a text: Urdu by its letters, English and Roman Urdu by their words. A word counts for the
/// language whose texts and word lists use it more often; one or two words alone have to be clearly of one language,
/// since a brand or a loan word is of both. A greeting of Roman Urdu is Roman Urdu. Learns at the first text, which
/// takes some milliseconds.
public final class LanguageDetector {

    /// Minimum factor by which one language has to be more likely than the other.
    private static final double MIN_LIKELIHOOD_RATIO = 3;

    /// The same for a text of few words.
    private static final double MIN_SHORT_RATIO = 5;

    private static final int MAX_SHORT_WORDS = 2;

    /// Maximum characters that are examined.
    private static final int MAX_TEXT_LENGTH = 500;

    private final ScriptTexts texts;
    private final Set<String> romanGreetings;
    private volatile Map<String, Double> weights;

    public LanguageDetector(ScriptTexts texts) {
        this.texts = texts;
        this.romanGreetings = texts.wordsIn(Language.ROMAN_URDU, PhraseKind.GREETING.key()).stream()
                .map(TextNormaliser::toComparisonKey)
                .filter(greeting -> !texts.wordsIn(Language.ENGLISH, PhraseKind.GREETING.key())
                        .contains(greeting))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Language of a text, one of [Language#ALL]; empty when the text does not tell, such as a number or "VPN".
    public Optional<String> detectLanguage(String text) {
        String start = text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH));
        long urduLetters = TextNormaliser.countLetters(start, Set.of(Character.UnicodeScript.ARABIC));
        if (urduLetters > 0
                && urduLetters >= TextNormaliser.countLetters(start, Set.of(Character.UnicodeScript.LATIN))) {
            return Optional.of(Language.URDU);
        }
        String key = TextNormaliser.toComparisonKey(start);
        if (romanGreetings.contains(key)) {
            return Optional.of(Language.ROMAN_URDU);
        }
        double weight = 0;
        String[] words = key.split(" ");
        for (String word : words) {
            weight += getOrLearnWeights().getOrDefault(word, 0.0);
        }
        double least = words.length <= MAX_SHORT_WORDS ? MIN_SHORT_RATIO : MIN_LIKELIHOOD_RATIO;
        return Math.abs(weight) < Math.log(least)
                ? Optional.empty()
                : Optional.of(weight > 0 ? Language.ENGLISH : Language.ROMAN_URDU);
    }

    /// Logarithm of how much more likely a word is in English than in Roman Urdu, by word.
    private Map<String, Double> getOrLearnWeights() {
        if (weights == null) {
            weights = learnWeights();
        }
        return weights;
    }

    private Map<String, Double> learnWeights() {
        Map<String, Integer> english = countWords(Language.ENGLISH);
        Map<String, Integer> roman = countWords(Language.ROMAN_URDU);
        double ratio = (double) sumCounts(roman) / sumCounts(english);
        Map<String, Double> learnt = new HashMap<>();
        english.forEach((word, count) -> learnt.put(word, computeWeight(count, roman.getOrDefault(word, 0), ratio)));
        roman.forEach((word, count) -> learnt.put(word, computeWeight(english.getOrDefault(word, 0), count, ratio)));
        return learnt;
    }

    /// @param ratio of all words of Roman Urdu to those of English
    private static double computeWeight(int english, int roman, double ratio) {
        return Math.log((english + 0.5) / (roman + 0.5) * ratio);
    }

    private Map<String, Integer> countWords(String language) {
        Map<String, Integer> counts = new HashMap<>();
        texts.samplesOf(language).forEach(sample -> {
            for (String word : TextNormaliser.toComparisonKey(sample).split(" ")) {
                counts.merge(word, 1, Integer::sum);
            }
        });
        return counts;
    }

    private static int sumCounts(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
