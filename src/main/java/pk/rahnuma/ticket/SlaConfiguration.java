package pk.rahnuma.ticket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Service targets in working time by priority, and the time limits of the desk.
///
/// @param first hours to the first answer, of P1, P2 and P3
/// @param resolution hours to the resolution, of P1, P2 and P3
/// @param silence working time without a sign of the assignee, after which a ticket that waits for them returns to the
///     queue
/// @param closing time after which a resolved ticket is closed automatically; until then it can be reopened
/// @param recall time for which an answer from the console is held back, so that it can be withdrawn unseen; zero turns
///     this off
/// @param automatic whether new tickets are assigned to the agents at the desk automatically
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

    /// Defaults of all settings.
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
