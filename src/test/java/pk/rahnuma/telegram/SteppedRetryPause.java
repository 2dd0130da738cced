package pk.rahnuma.telegram;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.telegram.send.RetryBackoff;

/// Pauses that last until the test ends them.
public final class SteppedRetryPause implements RetryBackoff.Sleeper {

    private final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
    private final Semaphore passed = new Semaphore(0);

    @Override
    public void pauseFor(Duration pause) throws InterruptedException {
        begun.add(pause);
        passed.acquire();
    }

    /// Waits until a pause begins, and returns its length.
    public Duration awaitStart() {
        try {
            Duration pause = begun.poll(30, TimeUnit.SECONDS);
            if (pause == null) {
                throw new AssertionError("waited in vain for a pause");
            }
            return pause;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public void endPause() {
        passed.release();
    }

    public boolean hasBegun() {
        return !begun.isEmpty();
    }
}
