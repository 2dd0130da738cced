package pk.rahnuma.person.news;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import pk.rahnuma.dialog.model.EngineContext;

/// Times at which news are sent. An SMS rings, so none is sent at night.
final class StatusNewsSchedule {

    /// First and last time of an SMS in Pakistan.
    static final LocalTime SMS_FROM = LocalTime.of(9, 0);
    static final LocalTime SMS_UNTIL = LocalTime.of(21, 0);

    /// News that could not be sent for so long are given up, as messages of a chat are.
    static final Duration MAX_NEWS_AGE = Duration.ofHours(24);

    private static final List<Duration> RETRY_DELAYS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

    private StatusNewsSchedule() {}

    /// Earliest time from this one on at which a channel may send.
    static Instant nextAllowed(NewsChannel channel, Instant from) {
        ZonedDateTime there = from.atZone(EngineContext.PAKISTAN_ZONE);
        if (channel != NewsChannel.SMS) {
            return from;
        }
        if (there.toLocalTime().isBefore(SMS_FROM)) {
            return there.with(SMS_FROM).toInstant();
        }
        return there.toLocalTime().isBefore(SMS_UNTIL)
                ? from
                : there.plusDays(1).with(SMS_FROM).toInstant();
    }

    /// Time of the next attempt.
    ///
    /// @param attempts made so far, at least one
    static Instant nextAttempt(NewsChannel channel, int attempts, Instant now) {
        return nextAllowed(channel, now.plus(RETRY_DELAYS.get(Math.min(attempts, RETRY_DELAYS.size()) - 1)));
    }
}
