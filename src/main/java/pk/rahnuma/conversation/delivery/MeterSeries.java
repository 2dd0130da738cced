package pk.rahnuma.conversation.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import pk.rahnuma.messaging.conversation.Channel;

/// Registers the meters of turns and sends: one for each value of a label.
public final class MeterSeries {

    /// Milliseconds. The target of a turn (5, 10) is among them.
    private static final Duration[] DURATION_BUCKETS = Arrays.stream(
                    new int[] {1, 2, 3, 5, 7, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000})
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private MeterSeries() {}

    /// Registers a histogram of durations.
    public static Timer registerHistogram(Timer.Builder timer, MeterRegistry registry) {
        return timer.serviceLevelObjectives(DURATION_BUCKETS).register(registry);
    }

    /// Registers timers that start at the receipt of a message.
    public static Map<Channel, Timer> registerAgeTimers(MeterRegistry registry, String name) {
        return forEachKey(
                Channel.class,
                channel -> registerHistogram(Timer.builder(name).tag("channel", toLabel(channel)), registry));
    }

    public static <K extends Enum<K>, V> Map<K, V> forEachKey(Class<K> keys, Function<K, V> value) {
        Map<K, V> values = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            values.put(key, value.apply(key));
        }
        return values;
    }

    /// Value of a label.
    public static String toLabel(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
