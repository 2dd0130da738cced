package pk.rahnuma.faq.catalog;

import java.util.Arrays;
import java.util.Map;

/// Amounts of the known features of a text, summed by feature, and of all others together.
final class FeatureAmounts implements FeatureExtractor.FeatureConsumer {

    private static final int FREE = -1;
    /// Places of the table, a power of 2.
    private static final int FIRST_CAPACITY = 128;

    private final Map<String, Integer> places;
    /// Open-addressed table: index of a feature, and its amount.
    private int[] table = createTable(FIRST_CAPACITY);

    private float[] sums = new float[FIRST_CAPACITY];
    private int size;
    private double unknown;

    /// @param places index of each known feature
    FeatureAmounts(Map<String, Integer> places) {
        this.places = places;
    }

    private static int[] createTable(int capacity) {
        int[] table = new int[capacity];
        Arrays.fill(table, FREE);
        return table;
    }

    @Override
    public void add(String feature, double amount) {
        Integer index = places.get(feature);
        if (index == null) {
            unknown += amount;
        } else {
            addAmount(index, (float) amount);
        }
    }

    /// @param unknown amount of further features that are not known
    void addAll(int[] indices, float[] amounts, double unknown) {
        for (int i = 0; i < indices.length; i++) {
            addAmount(indices[i], amounts[i]);
        }
        this.unknown += unknown;
    }

    private void addAmount(int index, float amount) {
        int place = placeOf(index);
        sums[place] += amount;
        if (table[place] == FREE) {
            table[place] = index;
            if (++size > table.length / 2) {
                growTable();
            }
        }
    }

    private int placeOf(int index) {
        int mask = table.length - 1;
        int place = index * 0x9E3779B9 >>> 7 & mask;
        while (table[place] != FREE && table[place] != index) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void growTable() {
        int[] indices = indices();
        float[] amounts = amounts();
        table = createTable(2 * table.length);
        sums = new float[table.length];
        for (int i = 0; i < indices.length; i++) {
            int place = placeOf(indices[i]);
            table[place] = indices[i];
            sums[place] = amounts[i];
        }
    }

    /// The known features.
    int[] indices() {
        int[] indices = new int[size];
        int next = 0;
        for (int index : table) {
            if (index != FREE) {
                indices[next++] = index;
            }
        }
        return indices;
    }

    /// Amounts of the known features, in the order of [#indices].
    float[] amounts() {
        float[] amounts = new float[size];
        int next = 0;
        for (int place = 0; place < table.length; place++) {
            if (table[place] != FREE) {
                amounts[next++] = sums[place];
            }
        }
        return amounts;
    }

    double unknown() {
        return unknown;
    }
}
