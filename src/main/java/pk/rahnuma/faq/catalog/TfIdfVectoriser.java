package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Features of all known questions, each with an index and a weight: rare features weigh more.
final class TfIdfVectoriser {

    /// A question as numbers.
    ///
    /// @param indices its features
    /// @param weights amount of each feature; the vector has length 1
    /// @param knownShare share of the question that is among the features, 0 to 1
    record FeatureVector(int[] indices, float[] weights, double knownShare) {}

    /// A vocabulary, and the questions from which it was made, in their order.
    record FittedVocabulary(TfIdfVectoriser vocabulary, List<FeatureVector> questions) {}

    private static final int UNKNOWN_FEATURE = -1;

    /// Number of questions from which rare features are left out: most of all features are, and would fill the memory.
    private static final int MANY_QUESTIONS = 5_000;

    private static final int MIN_OCCURRENCES = 3;

    private final FeatureExtractor features;
    private final Map<String, Integer> places;
    private final float[] weights;
    private final double rarest;
    /// Words of the known questions, with the features that they have in any text. Most words of a text are among them,
    /// and so are read at once, instead of by each run of their letters.
    private final Map<String, KnownWord> words;

    /// Features of a word.
    ///
    /// @param amounts amount of each
    /// @param unknown amount of its features that are not known
    private record KnownWord(FeatureExtractor.ReadWord read, int[] indices, float[] amounts, double unknown) {}

    private TfIdfVectoriser(FeatureExtractor features, Map<String, Integer> places, float[] weights, double rarest) {
        this.features = features;
        this.places = places;
        this.weights = weights;
        this.rarest = rarest;
        this.words = new HashMap<>();
    }

    static FittedVocabulary fitVocabulary(FeatureExtractor features, List<String> questions) {
        Map<String, Integer> places = new HashMap<>();
        List<FeatureVector> raw = new ArrayList<>();
        for (String question : questions) {
            Map<String, Double> found = features.extractFeatures(question);
            found.keySet().forEach(feature -> places.putIfAbsent(feature, places.size()));
            raw.add(toRawVector(found, places));
        }
        int[] counts = new int[places.size()];
        raw.forEach(question -> Arrays.stream(question.indices).forEach(place -> counts[place]++));
        int least = questions.size() < MANY_QUESTIONS ? 1 : MIN_OCCURRENCES;
        int[] kept = new int[counts.length];
        int size = 0;
        float[] weights = new float[counts.length];
        for (int place = 0; place < counts.length; place++) {
            kept[place] = counts[place] < least ? UNKNOWN_FEATURE : size;
            if (counts[place] >= least) {
                weights[size++] = (float) Math.log1p((double) questions.size() / counts[place]);
            }
        }
        places.replaceAll((feature, place) -> kept[place]);
        places.values().removeIf(place -> place == UNKNOWN_FEATURE);
        TfIdfVectoriser made = new TfIdfVectoriser(
                features, Map.copyOf(places), Arrays.copyOf(weights, size), Math.log1p(questions.size()));
        raw.forEach(question -> Arrays.setAll(question.indices, i -> kept[question.indices[i]]));
        made.learnWords();
        return new FittedVocabulary(made, raw.stream().map(made::weighVector).toList());
    }

    int featureCount() {
        return weights.length;
    }

    private void learnWords() {
        for (String feature : places.keySet()) {
            String word = FeatureExtractor.wordOf(feature);
            if (word != null) {
                FeatureAmounts amounts = new FeatureAmounts(places);
                FeatureExtractor.ReadWord read = FeatureExtractor.ReadWord.of(word);
                FeatureExtractor.addWord(word, read, amounts);
                words.put(word, new KnownWord(read, amounts.indices(), amounts.amounts(), amounts.unknown()));
            }
        }
    }

    FeatureVector toVector(String question) {
        FeatureAmounts amounts = new FeatureAmounts(places);
        List<FeatureExtractor.ReadWord> reads = new ArrayList<>();
        for (String word : FeatureExtractor.splitWords(question)) {
            KnownWord known = words.get(word);
            if (known == null) {
                FeatureExtractor.ReadWord read = FeatureExtractor.ReadWord.of(word);
                FeatureExtractor.addWord(word, read, amounts);
                reads.add(read);
            } else {
                amounts.addAll(known.indices, known.amounts, known.unknown);
                reads.add(known.read);
            }
        }
        features.addContext(reads, amounts);
        float[] roots = amounts.amounts();
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) Math.sqrt(roots[i]);
        }
        return weighFeatures(amounts.indices(), roots, amounts.unknown());
    }

    private static FeatureVector toRawVector(Map<String, Double> found, Map<String, Integer> places) {
        int[] at = new int[found.size()];
        float[] by = new float[found.size()];
        int size = 0;
        for (Map.Entry<String, Double> feature : found.entrySet()) {
            at[size] = places.getOrDefault(feature.getKey(), UNKNOWN_FEATURE);
            by[size] = (float) Math.sqrt(feature.getValue());
            size++;
        }
        return new FeatureVector(at, by, 0);
    }

    private FeatureVector weighVector(FeatureVector raw) {
        int[] at = new int[raw.indices.length];
        float[] by = new float[raw.indices.length];
        int size = 0;
        double unknown = 0;
        for (int i = 0; i < raw.indices.length; i++) {
            if (raw.indices[i] == UNKNOWN_FEATURE) {
                unknown += raw.weights[i] * raw.weights[i];
            } else {
                at[size] = raw.indices[i];
                by[size++] = raw.weights[i];
            }
        }
        return weighFeatures(Arrays.copyOf(at, size), Arrays.copyOf(by, size), unknown);
    }

    /// @param roots square root of the amount of each feature; changed to its weight
    /// @param unknown amount of the features that are not known
    private FeatureVector weighFeatures(int[] indices, float[] roots, double unknown) {
        double known = 0;
        for (int i = 0; i < indices.length; i++) {
            roots[i] *= weights[indices[i]];
            known += roots[i] * roots[i];
        }
        double length = Math.sqrt(known);
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) (roots[i] / length);
        }
        return new FeatureVector(
                indices, roots, known == 0 ? 0 : Math.sqrt(known / (known + unknown * rarest * rarest)));
    }
}
