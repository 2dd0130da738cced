package pk.rahnuma.ticket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What the desk promises itself, in working time by priority, and how long it waits for its own people.
///
/// @param first hours to the first answer, of P1, P2 and P3
/// @param resolution hours to the end
/// @param silence of a member of staff, in working time, after which a ticket that waits for them is in the queue again
/// @param closing of a resolved ticket by itself; also how long it can be reopened
/// @param recall how long an answer from the console waits, so that it can be taken back unseen; zero is not at all
/// @param automatic whether new tickets are given to those at the desk by themselves
@ConfigurationProperties("rahnuma.support")
public record SlaConfiguration(
        @Bindable(defaultValue = "1h,4h,8h") java.util.List<Duration> first,
        @Bindable(defaultValue = "8h,16h,24h") java.util.List<Duration> resolution,
        @Bindable(defaultValue = "30m") Duration silence,
        @Bindable(defaultValue = "5d") Duration closing,
        @Bindable(defaultValue = "false") boolean automatic,
        @Bindable(defaultValue = "10s") Duration recall) {

    private static final int PRIORITIES = 3;

    public SlaConfiguration {
        if (first.size() != PRIORITIES || resolution.size() != PRIORITIES) {
            throw new IllegalArgumentException(
                    "rahnuma.support.first and resolution: expected three, for P1, P2 and P3");
        }
    }

    /// Those that hold unless the operator says otherwise.
    public static SlaConfiguration defaults() {
        return new SlaConfiguration(
                java.util.List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(8)),
                java.util.List.of(Duration.ofHours(8), Duration.ofHours(16), Duration.ofHours(24)),
                Duration.ofMinutes(30),
                Duration.ofDays(5),
                false,
                Duration.ofSeconds(10));
    }

    public Duration firstAnswerTarget(int priority) {
        return first.get(priority - 1);
    }

    public Duration resolutionTarget(int priority) {
        return resolution.get(priority - 1);
    }
}
