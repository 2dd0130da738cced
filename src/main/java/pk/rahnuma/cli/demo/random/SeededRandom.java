package pk.rahnuma.cli.demo.random;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Random choices from a seed: the same each time.
public final class SeededRandom {

    private final Random random;

    public SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    public boolean nextBoolean(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    public final <T> T pickOne(T... some) {
        return some[random.nextInt(some.length)];
    }

    public <T> T pickOne(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /// Duration that is mostly short, sometimes long, and at most four times the usual one.
    public Duration durationAround(Duration usual) {
        double factor = Math.min(4, -Math.log(1 - random.nextDouble()));
        return Duration.ofSeconds(Math.max(20, Math.round(usual.toSeconds() * factor)));
    }

    /// Duration between the two.
    public Duration durationBetween(Duration least, Duration most) {
        return least.plusSeconds((long) (random.nextDouble() * most.minus(least).toSeconds()));
    }

    /// Splits `total` into so many parts of at least one; a few are large, as among companies.
    public int[] splitIntoParts(int many, int total) {
        double[] weights = new double[many];
        double sum = 0;
        for (int i = 0; i < many; i++) {
            weights[i] = Math.exp(random.nextGaussian() * 0.9);
            sum += weights[i];
        }
        int[] parts = new int[many];
        int given = 0;
        for (int i = 0; i < many; i++) {
            parts[i] = 1 + (int) ((total - many) * weights[i] / sum);
            given += parts[i];
        }
        for (int i = 0; given < total; i = (i + 1) % many, given++) {
            parts[i]++;
        }
        return parts;
    }
}
