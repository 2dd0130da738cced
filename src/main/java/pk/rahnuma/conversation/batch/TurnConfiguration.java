package pk.rahnuma.conversation.batch;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import pk.rahnuma.shared.TimeRange;

/// Settings of turns.
///
/// @param runners threads that process batches, each with its own share of the chats. One is best where the
///     database runs on the same two cores: each worker pays its own commit
/// @param batch maximum messages in one commit
/// @param queue maximum messages that wait for a worker; beyond it adapters must retry later
/// @param sweep interval of the search for unsent messages and due downloads, which run by [#SWEEP]
/// @param flood maximum messages of one chat at once, refilled by one per second; messages beyond it are dropped.
///     0 means no limit
/// @param dailyFlood maximum messages of one chat per day, on every channel
/// @param lease time that a node may take to download a file before another node tries too, in case the first is
///     dead. Both may finish: the file is stored and reported once
/// @param remembered retention of update ids
/// @param patience time to wait for the commit of a message of a client before it is asked to send it again
@ConfigurationProperties("rahnuma.turn")
public record TurnConfiguration(
        @Min(1) @Max(64) int runners,
        @Min(1) @Max(4_096) int batch,
        @Min(1) @Max(1_000_000) int queue,
        @TimeRange(min = "10ms", max = "1m") Duration sweep,
        @Min(0) @Max(1_000_000) int flood,
        @Min(1) @Max(1_000_000) int dailyFlood,
        @TimeRange(min = "1s", max = "1h") Duration lease,
        @TimeRange(min = "1h", max = "30d") Duration remembered,
        @TimeRange(min = "100ms", max = "1m") Duration patience) {
    /// The interval as a property.
    public static final String SWEEP = "${rahnuma.turn.sweep}";
}
