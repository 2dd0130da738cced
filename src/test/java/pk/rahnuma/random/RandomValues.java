package pk.rahnuma.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/// Random values of one try of a [RandomTest]; the same seed gives the same ones.
///
/// Faults are often at the bounds of a range, so that each number between two others, and each length of a text or a
/// list, is the lowest or the highest one in every tenth case. With [#LOWEST_SEED] all of them are the lowest, with
/// [#HIGHEST_SEED] the highest.
public final class RandomValues extends Random {

    static final int LOWEST_SEED = 0;
    static final int HIGHEST_SEED = 1;

    private static final int CASES_PER_BOUND = 20;
    /// Characters that some layer may fail on: controls, quotes, marks of direction, halves of pairs.
    private static final String UNUSUAL_CHARACTERS =
            "\0\t\r\n\u0085\u00a0'\"\\<&{}%\u200b\u200d\u202e\ud83d\udc00\ufeff\uffff";

    private final long seed;

    public RandomValues(long seed) {
        super(seed);
        this.seed = seed;
    }

    /// Number between two others, both included.
    public int intBetween(int min, int max) {
        return (int) longBetween(min, max);
    }

    /// Number between two others, both included.
    ///
    /// @param max less than `Long.MAX_VALUE`
    public long longBetween(long min, long max) {
        int chosenCase = nextInt(CASES_PER_BOUND);
        if (seed == LOWEST_SEED || chosenCase == 0 && seed != HIGHEST_SEED) {
            return min;
        }
        return seed == HIGHEST_SEED || chosenCase == 1 ? max : nextLong(min, max + 1);
    }

    @SafeVarargs
    public final <T> T pickOne(T... values) {
        return values[nextInt(values.length)];
    }

    public <T> T pickOne(List<T> values) {
        return values.get(nextInt(values.size()));
    }

    /// Value of one of the sources, which are equally likely.
    @SafeVarargs
    public final <T> T makeOne(Supplier<? extends T>... sources) {
        return pickOne(sources).get();
    }

    /// Source with its weight, relative to that of the others.
    public record WeightedSource<T>(int weight, Supplier<? extends T> source) {}

    public static <T> WeightedSource<T> weighted(int weight, Supplier<? extends T> source) {
        return new WeightedSource<>(weight, source);
    }

    /// Value of one of the sources, which are as likely as their weights say.
    @SafeVarargs
    public final <T> T makeWeighted(WeightedSource<? extends T>... sources) {
        int left =
                nextInt(Arrays.stream(sources).mapToInt(WeightedSource::weight).sum());
        for (WeightedSource<? extends T> each : sources) {
            left -= each.weight();
            if (left < 0) {
                return each.source().get();
            }
        }
        throw new AssertionError("not reached: the weights are positive");
    }

    /// Value of the source, or null with that chance, between 0 and 1.
    public <T> T makeOrNull(double chance, Supplier<T> source) {
        return nextDouble() < chance ? null : source.get();
    }

    public <T> List<T> makeList(int minSize, int maxSize, Supplier<? extends T> source) {
        int size = intBetween(minSize, maxSize);
        List<T> list = new ArrayList<>(size);
        while (list.size() < size) {
            list.add(source.get());
        }
        return list;
    }

    public byte[] makeBytes(int length) {
        byte[] bytes = new byte[length];
        nextBytes(bytes);
        return bytes;
    }

    public UUID makeUuid() {
        return new UUID(nextLong(), nextLong());
    }

    /// Text of any characters, invalid ones included: Latin and Arabic letters, emoji, controls, halves of pairs.
    public String makeText(int maxLength) {
        int length = intBetween(0, maxLength);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.appendCodePoint(
                    switch (nextInt(5)) {
                        case 0 -> nextInt(' ', 0x7f);
                        case 1 -> nextInt(0x600, 0x700);
                        case 2 -> UNUSUAL_CHARACTERS.charAt(nextInt(UNUSUAL_CHARACTERS.length()));
                        case 3 -> nextInt(0x1f300, 0x1fb00);
                        default -> nextInt(Character.MAX_VALUE + 1);
                    });
        }
        text.setLength(length);
        return text.toString();
    }

    /// Text of the given characters, each of which is one `char`.
    public String makeTextOf(String characters, int minLength, int maxLength) {
        int length = intBetween(minLength, maxLength);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(characters.charAt(nextInt(characters.length())));
        }
        return text.toString();
    }

    /// Option that gives the same values again.
    @Override
    public String toString() {
        return "-Dtest.seed=" + seed;
    }
}
