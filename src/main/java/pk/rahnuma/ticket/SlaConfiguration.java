package pk.rahnuma.ticket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

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
        @Bindable(defaultValue = "1h,4h,8h") List<Duration> first,
        @Bindable(defaultValue = "8h,16h,24h") List<Duration> resolution,
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

    public Duration firstAnswerTarget(int priority) {
        return first.get(priority - 1);
    }

    public Duration resolutionTarget(int priority) {
        return resolution.get(priority - 1);
    }
}
