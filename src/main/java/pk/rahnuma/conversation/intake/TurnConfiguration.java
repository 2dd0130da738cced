package pk.rahnuma.conversation.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// Settings of turns.
///
/// @param runners threads that process batches, each with its own share of the chats. One is best where the
///     database runs on the same two cores: each worker pays its own commit
/// @param batch maximum messages in one commit
/// @param queue maximum messages that wait for a worker; beyond it adapters must retry later
/// @param flood maximum messages of one chat at once, refilled by one per second; messages beyond it are dropped.
///     0 means no limit
/// @param dailyFlood maximum messages of one chat per day, on every channel
/// @param lease time that a node may take to download a file before another node tries too, in case the first is
///     dead. Both may finish: the file is stored and reported once
/// @param remembered retention of update ids
@ConfigurationProperties("rahnuma.turn")
public record TurnConfiguration(
        int runners, int batch, int queue, int flood, int dailyFlood, Duration lease, Duration remembered) {
    /// Interval of the search for unsent messages and due downloads, a property.
    public static final String SWEEP = "${rahnuma.turn.sweep}";
}
