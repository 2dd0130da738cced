package pk.rahnuma.guidance.answers;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import pk.rahnuma.guidance.answers.Vocabulary.Vector;

/// How much each feature speaks for each topic: multinomial logistic regression, learnt from the questions whose topic
/// is
/// known. Each time some features of a question are left out, as people leave out words; always the same ones.
final class Weights {

    private static final int ROUNDS = 10;
    private static final double STEP = 3;
    private static final double SLOWER = 0.2;
    private static final double BIAS = 0.1;
    private static final double LEFT_OUT = 0.3;

    private final int topics;
    private final float[] weights;
    private final double[] bias;

    /// @param of the topic of each question, counted from 0
    /// @param count how much each question counts, 1 as a rule
    Weights(int features, int topics, List<Vector> questions, int[] of, float[] count) {
        this.topics = topics;
        this.weights = new float[features * topics];
        this.bias = new double[topics];
        int[] order = new int[questions.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, random);
            double step = STEP / (1 + SLOWER * round);
            for (int question : order) {
                learn(some(questions.get(question), random), of[question], step * count[question]);
            }
        }
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }

    private static Vector some(Vector question, Random random) {
        int[] at = new int[question.at().length];
        float[] by = new float[at.length];
        int size = 0;
        double length = 0;
        for (int i = 0; i < at.length; i++) {
            if (random.nextDouble() >= LEFT_OUT) {
                at[size] = question.at()[i];
                by[size] = question.by()[i];
                length += by[size] * by[size];
                size++;
            }
        }
        for (int i = 0; i < size; i++) {
            by[i] = (float) (by[i] / Math.sqrt(length));
        }
        return new Vector(Arrays.copyOf(at, size), Arrays.copyOf(by, size), question.known());
    }

    private void learn(Vector question, int topic, double step) {
        double[] wrong = of(question);
        for (int t = 0; t < topics; t++) {
            wrong[t] = (t == topic ? 1 : 0) - wrong[t];
            bias[t] += step * BIAS * wrong[t];
        }
        for (int i = 0; i < question.at().length; i++) {
            int row = question.at()[i] * topics;
            double by = step * question.by()[i];
            for (int t = 0; t < topics; t++) {
                weights[row + t] += (float) (by * wrong[t]);
            }
        }
    }

    /// How likely each topic is; 1 taken together.
    double[] of(Vector question) {
        double[] sum = bias.clone();
        for (int i = 0; i < question.at().length; i++) {
            int row = question.at()[i] * topics;
            float by = question.by()[i];
            for (int t = 0; t < topics; t++) {
                sum[t] += by * weights[row + t];
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        for (double each : sum) {
            most = Math.max(most, each);
        }
        double all = 0;
        for (int t = 0; t < topics; t++) {
            sum[t] = Math.exp(sum[t] - most);
            all += sum[t];
        }
        for (int t = 0; t < topics; t++) {
            sum[t] /= all;
        }
        return sum;
    }
}
