package pk.rahnuma.telegram;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Pauses that last until the test lets them pass.
final class SteppedRetryPause implements RetryBackoff.Sleeper {

    private final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
    private final Semaphore passed = new Semaphore(0);

    @Override
    public void pauseFor(Duration pause) throws InterruptedException {
        begun.add(pause);
        passed.acquire();
    }

    /// Waits until one begins, and says how long it is.
    Duration awaitStart() {
        try {
            Duration pause = begun.poll(10, TimeUnit.SECONDS);
            if (pause == null) {
                throw new AssertionError("waited in vain for a pause");
            }
            return pause;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void endPause() {
        passed.release();
    }

    boolean hasBegun() {
        return !begun.isEmpty();
    }
}
