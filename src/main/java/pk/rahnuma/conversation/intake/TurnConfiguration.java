package pk.rahnuma.conversation.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How turns are run.
@ConfigurationProperties("rahnuma.turn")
public interface TurnConfiguration {

    /// Threads that work on batches, each with its own share of the chats. One is best where the database is on the
    /// same two cores: each runner pays its own commit.
    @Bindable(defaultValue = "1")
    int getRunners();

    /// The most messages that are committed at once.
    @Bindable(defaultValue = "256")
    int getBatch();

    /// The most messages that wait for a runner; beyond it doors are told to come again.
    @Bindable(defaultValue = "4096")
    int getQueue();

    /// How often what was left to send, and who is to be woken, is looked for.
    @Bindable(defaultValue = "500ms")
    Duration getSweep();

    /// The most messages of one chat at once, and one more each second; what is beyond is let go. 0 is without limit.
    @Bindable(defaultValue = "120")
    int getFlood();

    /// The most messages of one chat in a day, whatever its channel.
    @Bindable(defaultValue = "5000")
    int getDailyFlood();

    /// How long whoever fetches a file may take before another tries it too, in case the first is no more. Both may
    /// finish: it is kept and told once.
    @Bindable(defaultValue = "45s")
    Duration getLease();

    /// How long the id of an update is remembered.
    @Bindable(defaultValue = "48h")
    Duration getRemembered();
}
