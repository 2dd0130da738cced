package pk.rahnuma.faq.catalog;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import pk.rahnuma.faq.catalog.TfIdfVectoriser.FeatureVector;

/// Weights of each feature for each topic: multinomial logistic regression, trained on questions with a known topic.
/// Each step leaves some features of a question out, as people leave out words; the choice is always the same.
final class LogisticRegression {

    private static final int TRAINING_ROUNDS = 8;
    private static final double LEARNING_RATE = 3;
    private static final double LEARNING_RATE_DECAY = 0.2;
    private static final double BIAS_LEARNING_FACTOR = 0.1;
    private static final double DROPOUT_RATE = 0.3;
    /// Error of a probability from which it is worth a step.
    private static final float MIN_ERROR = 0.001f;

    private final int topics;
    /// Weights in half precision, which halves the memory of the model.
    private final short[] weights;

    private final float[] bias;

    /// Trains the model.
    ///
    /// @param of topic of each question, counted from 0
    /// @param count weight of each question, usually 1
    LogisticRegression(int features, int topics, List<FeatureVector> questions, int[] of, float[] count) {
        Training training = new Training(features, topics);
        ThinnedVector part = new ThinnedVector(questions.stream()
                .mapToInt(question -> question.indices().length)
                .max()
                .orElse(0));
        int[] order = IntStream.range(0, questions.size()).toArray();
        Random random = new Random(1);
        for (int round = 0; round < TRAINING_ROUNDS; round++) {
            shuffleOrder(order, random);
            double step = LEARNING_RATE / (1 + LEARNING_RATE_DECAY * round);
            for (int question : order) {
                part.copyWithDropout(questions.get(question), random);
                training.learn(part, of[question], step * count[question]);
            }
        }
        this.topics = topics;
        this.bias = training.bias;
        this.weights = new short[features * topics];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.floatToFloat16(training.weights[i]);
        }
    }

    /// The model while it is trained, with buffers that each step overwrites.
    private static final class Training {
        private final int topics;
        private final float[] weights;
        private final float[] bias;
        private final float[] errors;
        private final int[] changed;

        Training(int features, int topics) {
            this.topics = topics;
            weights = new float[features * topics];
            bias = new float[topics];
            errors = new float[topics];
            changed = new int[topics];
        }

        /// Trains one step. Topics that are surely not meant are left as they are, which are most of them.
        void learn(ThinnedVector part, int topic, double step) {
            System.arraycopy(bias, 0, errors, 0, topics);
            for (int i = 0; i < part.size; i++) {
                int row = part.at[i] * topics;
                float by = part.by[i];
                for (int t = 0; t < topics; t++) {
                    errors[t] += by * weights[row + t];
                }
            }
            toProbabilities(errors);
            int count = 0;
            for (int t = 0; t < topics; t++) {
                float error = (t == topic ? 1 : 0) - errors[t];
                if (Math.abs(error) >= MIN_ERROR) {
                    changed[count] = t;
                    errors[count++] = error;
                    bias[t] += (float) (step * BIAS_LEARNING_FACTOR * error);
                }
            }
            for (int i = 0; i < part.size; i++) {
                int row = part.at[i] * topics;
                float by = (float) (step * part.by[i]);
                for (int j = 0; j < count; j++) {
                    weights[row + changed[j]] += by * errors[j];
                }
            }
        }
    }

    /// A question without the features left out. One instance serves all: new ones, by the ten thousand, would make the
    /// heap grow.
    private static final class ThinnedVector {
        private final int[] at;
        private final float[] by;
        private int size;

        ThinnedVector(int limit) {
            at = new int[limit];
            by = new float[limit];
        }

        void copyWithDropout(FeatureVector question, Random random) {
            size = 0;
            double length = 0;
            for (int i = 0; i < question.indices().length; i++) {
                if (random.nextDouble() >= DROPOUT_RATE) {
                    at[size] = question.indices()[i];
                    by[size] = question.weights()[i];
                    length += by[size] * by[size];
                    size++;
                }
            }
            for (int i = 0; i < size; i++) {
                by[i] = (float) (by[i] / Math.sqrt(length));
            }
        }
    }

    private static void shuffleOrder(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }

    /// Probability of each topic; they sum to 1.
    float[] predictProbabilities(FeatureVector question) {
        float[] likely = bias.clone();
        for (int i = 0; i < question.indices().length; i++) {
            int row = question.indices()[i] * topics;
            float much = question.weights()[i];
            for (int t = 0; t < topics; t++) {
                likely[t] += much * Float.float16ToFloat(weights[row + t]);
            }
        }
        toProbabilities(likely);
        return likely;
    }

    private static void toProbabilities(float[] scores) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float each : scores) {
            highest = Math.max(highest, each);
        }
        float all = 0;
        for (int t = 0; t < scores.length; t++) {
            scores[t] = (float) Math.exp(scores[t] - highest);
            all += scores[t];
        }
        for (int t = 0; t < scores.length; t++) {
            scores[t] /= all;
        }
    }
}
