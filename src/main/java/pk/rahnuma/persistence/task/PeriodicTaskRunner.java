package pk.rahnuma.persistence.task;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.fault.FaultLog;

/// Runs periodic tasks of a server. Each task has its own thread, so that none waits for another, and continues after
/// any exception. No thread is interrupted at shutdown: an interrupt would close the file of the embedded database.
@Singleton
public final class PeriodicTaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTaskRunner.class);
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 500;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /// @param first delay of the first run
    /// @param pause between the end of one run and the start of the next
    /// @param what logged after "could not", with the kind of fault
    public void scheduleEvery(Duration first, Duration pause, String what, Runnable task) {
        threads.add(Thread.ofVirtual().name(what).start(() -> {
            boolean outage = false;
            for (Duration wait = first; !closed(wait); wait = pause) {
                outage = again(what, task, outage);
            }
        }));
    }

    /// Runs a task now; an exception is logged and not thrown.
    public static void runQuietly(String what, Runnable task) {
        again(what, task, false);
    }

    /// @param outage whether the last run failed because of the database
    /// @return whether this run did
    private static boolean again(String what, Runnable task, boolean outage) {
        try {
            task.run();
            if (outage) {
                FaultLog.reportRecovery();
            }
            return false;
        } catch (RuntimeException | Error e) {
            FaultLog.logWarning(LOG, "background task: could not " + what + "; retrying", e);
            return FaultLog.isOutage(e);
        }
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Starts no more runs, and waits briefly for those in progress.
    @PreDestroy
    void stopTasks() throws InterruptedException {
        closing.countDown();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_TIMEOUT_MILLIS);
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }
}
