package pk.rahnuma;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waits for the effect of another thread or process. Tests that can step the time do not wait.
public final class AwaitSupport {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private AwaitSupport() {}

    /// Polls for at most ten seconds, on the thread of the test.
    public static ConditionFactory await() {
        return await(Duration.ofSeconds(10));
    }

    /// Polls for at most half a minute, for effects that pass the whole desk and its channels.
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
