package pk.rahnuma.conversation.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// Settings of turns.
@ConfigurationProperties("rahnuma.turn")
public interface TurnConfiguration {

    /// Interval of the search for unsent messages and due downloads, a property.
    String SWEEP = "${rahnuma.turn.sweep}";

    /// Threads that process batches, each with its own share of the chats. One is best where the database runs on the
    /// same two cores: each worker pays its own commit.
    int getRunners();

    /// Maximum messages in one commit.
    int getBatch();

    /// Maximum messages that wait for a worker; beyond it adapters must retry later.
    int getQueue();

    /// Maximum messages of one chat at once, refilled by one per second; messages beyond it are dropped. 0 means no
    /// limit.
    int getFlood();

    /// Maximum messages of one chat per day, on every channel.
    int getDailyFlood();

    /// Time that a node may take to download a file before another node tries too, in case the first is dead. Both may
    /// finish: the file is stored and reported once.
    Duration getLease();

    /// Retention of update ids.
    Duration getRemembered();
}
