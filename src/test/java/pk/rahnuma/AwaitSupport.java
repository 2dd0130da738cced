package pk.rahnuma;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waits for the effect of another thread or process. Tests that can step the time do not wait.
public final class AwaitSupport {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private AwaitSupport() {}

    /// Polls on the thread of the test, for long enough on a machine with other work.
    public static ConditionFactory await() {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(PATIENCE);
    }
}
