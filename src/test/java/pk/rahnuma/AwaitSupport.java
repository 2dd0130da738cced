package pk.rahnuma;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waits for what another thread or process does soon. Where its time can be stepped, no test waits.
public final class AwaitSupport {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private AwaitSupport() {}

    /// Looks at once and again, on the thread of the test, for ten seconds at most.
    public static ConditionFactory await() {
        return await(Duration.ofSeconds(10));
    }

    /// The same for what goes through a whole desk and its channels: half a minute.
    public static ConditionFactory awaitLong() {
        return await(Duration.ofSeconds(30));
    }

    private static ConditionFactory await(Duration patience) {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(patience);
    }
}
