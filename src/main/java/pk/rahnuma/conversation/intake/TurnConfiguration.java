package pk.rahnuma.conversation.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Settings of turns.
@ConfigurationProperties("rahnuma.turn")
public interface TurnConfiguration {

    /// Interval of the search for unsent messages and due downloads, a property with its default.
    String SWEEP = "${rahnuma.turn.sweep:500ms}";

    /// Threads that process batches, each with its own share of the chats. One is best where the database runs on the
    /// same two cores: each worker pays its own commit.
    @Bindable(defaultValue = "1")
    int getRunners();

    /// Maximum messages in one commit.
    @Bindable(defaultValue = "256")
    int getBatch();

    /// Maximum messages that wait for a worker; beyond it adapters must retry later.
    @Bindable(defaultValue = "4096")
    int getQueue();

    /// Maximum messages of one chat at once, refilled by one per second; messages beyond it are dropped. 0 means no
    /// limit.
    @Bindable(defaultValue = "120")
    int getFlood();

    /// Maximum messages of one chat per day, on every channel.
    @Bindable(defaultValue = "5000")
    int getDailyFlood();

    /// Time that a node may take to download a file before another node tries too, in case the first is dead. Both may
    /// finish: the file is stored and reported once.
    @Bindable(defaultValue = "45s")
    Duration getLease();

    /// Retention of update ids.
    @Bindable(defaultValue = "48h")
    Duration getRemembered();
}
