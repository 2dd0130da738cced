package pk.rahnuma.ticket;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import pk.rahnuma.shared.TimeRange;

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
        @Size(min = 3, max = 3) List<@TimeRange(min = "1m", max = "30d") Duration> first,
        @Size(min = 3, max = 3) List<@TimeRange(min = "1m", max = "90d") Duration> resolution,
        @TimeRange(min = "1m", max = "30d") Duration silence,
        @TimeRange(min = "1h", max = "60d") Duration closing,
        boolean automatic,
        @TimeRange(min = "0s", max = "5m") Duration recall) {

    public Duration firstAnswerTarget(int priority) {
        return first.get(priority - 1);
    }

    public Duration resolutionTarget(int priority) {
        return resolution.get(priority - 1);
    }
}
