package load;

import java.util.Arrays;

/// Counters of one measured span. Used by one thread.
final class LoadCounters {

    private static final int MAX_KEPT_FAULTS = 5;

    long acknowledged;
    long replied;
    long calls;
    long inAnswer;
    long refused;
    long errors;
    long forms;
    long formsRight;
    private long[] nanos = new long[1 << 16];
    private int count;
    private final StringBuilder faults = new StringBuilder();

    void addLatency(long taken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = taken;
    }

    /// Counts a wrong, missing or unexpected reply. The first few are stored as text.
    void addError(String what) {
        if (errors++ < MAX_KEPT_FAULTS) {
            faults.append("    ").append(what.replace('\n', ' ')).append('\n');
        }
    }

    String faults() {
        return faults.toString();
    }

    /// Percentile in milliseconds; NaN without values.
    double percentile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * share))] / 1e6;
    }
}
