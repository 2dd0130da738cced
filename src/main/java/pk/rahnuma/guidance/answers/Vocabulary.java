package pk.rahnuma.guidance.answers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All features of the questions that are known, each with a number and a weight: what few questions have tells more.
final class Vocabulary {

    /// A question as numbers.
    ///
    /// @param at which features it has
    /// @param by how much of each; of length 1 taken together
    /// @param known how much of the question is among the features, 0 to 1
    record Vector(int[] at, float[] by, double known) {}

    private final Map<String, Integer> places = new HashMap<>();
    private final float[] weights;
    private final double rarest;

    /// @param questions as [Features] takes them apart
    Vocabulary(List<Map<String, Double>> questions) {
        Map<String, Integer> counts = new HashMap<>();
        for (Map<String, Double> question : questions) {
            for (String feature : question.keySet()) {
                counts.merge(feature, 1, Integer::sum);
                places.putIfAbsent(feature, places.size());
            }
        }
        weights = new float[places.size()];
        places.forEach((feature, place) ->
                weights[place] = (float) Math.log1p((double) questions.size() / counts.get(feature)));
        rarest = Math.log1p(questions.size());
    }

    int size() {
        return weights.length;
    }

    Vector of(Map<String, Double> question) {
        int[] at = new int[question.size()];
        float[] by = new float[question.size()];
        int size = 0;
        double known = 0;
        double unknown = 0;
        for (Map.Entry<String, Double> feature : question.entrySet()) {
            double much = Math.sqrt(feature.getValue());
            Integer place = places.get(feature.getKey());
            if (place == null) {
                unknown += much * much * rarest * rarest;
            } else {
                at[size] = place;
                by[size] = (float) (much * weights[place]);
                known += by[size] * by[size];
                size++;
            }
        }
        double length = Math.sqrt(known);
        for (int i = 0; i < size; i++) {
            by[i] = (float) (by[i] / length);
        }
        return new Vector(
                Arrays.copyOf(at, size),
                Arrays.copyOf(by, size),
                known == 0 ? 0 : Math.sqrt(known / (known + unknown)));
    }
}
