package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import pk.rahnuma.registration.WorkingCalendar;

/// Random choices from a seed, the same each time, and times within working hours of staff and waking hours of people.
///
/// @param random with the seed
/// @param calendar null when no working times are asked for
record DemoRandom(Random random, WorkingCalendar calendar) {

    private static final int WAKING_HOUR = 8;
    private static final int MAX_TRIES = 50;

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    boolean nextBoolean(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pickOne(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    Duration durationBetween(Duration least, Duration most) {
        return least.plusSeconds((long) (random.nextDouble() * most.minus(least).toSeconds()));
    }

    /// Working time before an instant, as near as possible.
    Instant workingTimeBefore(Instant before) {
        Instant at = before;
        while (!calendar.isOpen(at)) {
            at = at.minus(Duration.ofMinutes(41));
        }
        return at;
    }

    /// Waking time between `least` and `most` before an instant.
    Instant wakingTimeBefore(Instant before, Duration least, Duration most) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Instant at = before.minus(durationBetween(least, most));
            int hour = at.atZone(WorkingCalendar.PAKISTAN_ZONE).getHour();
            if (hour >= WAKING_HOUR) {
                return at;
            }
        }
        return before.minus(least);
    }

    /// Splits `total` into so many parts of at least one; a few are large, as among companies.
    int[] splitIntoParts(int many, int total) {
        int[] parts = new int[many];
        Arrays.fill(parts, 1);
        for (int i = many; i < total; i++) {
            parts[(int) (many * Math.pow(random.nextDouble(), 1.5))]++;
        }
        return parts;
    }
}
