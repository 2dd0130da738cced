package pk.rahnuma.persistence;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/// Logs each outage of the database in few lines. Thread-safe.
final class DatabaseOutageLog {

    private static final Duration REMINDER_INTERVAL = Duration.ofMinutes(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private volatile DatabaseErrorKind trouble;
    private volatile boolean silent;
    private long begun;
    private long logged;

    DatabaseOutageLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    synchronized void onFault(Throwable fault) {
        DatabaseErrorKind now = DatabaseErrorKind.classify(fault);
        long at = nanoTime.getAsLong();
        if (trouble == null) {
            begun = at;
        }
        boolean reminds = at - logged >= REMINDER_INTERVAL.toNanos();
        // Only writes fail when the disk is full: other faults meanwhile belong to the same outage.
        boolean changes = trouble == null || trouble == DatabaseErrorKind.AWAY && now != DatabaseErrorKind.AWAY;
        if (changes) {
            trouble = now;
            log.warn(
                    "database: {}; no messages are accepted until that is over. {} [{}]",
                    trouble.description(),
                    trouble.remedy(),
                    FaultLog.describeCauses(fault));
        } else if (reminds) {
            log.warn(
                    "database: for {} s now, {}. {} [{}]",
                    seconds(at),
                    trouble.description(),
                    trouble.remedy(),
                    FaultLog.describeCauses(fault));
        }
        if (changes || reminds) {
            logged = at;
        }
    }

    /// Sets the result of the database probe: while the database does not answer no outage ends, whatever works without
    /// it.
    void silent(boolean silent) {
        this.silent = silent;
    }

    /// Costs nothing while there is no outage.
    void onRecovery() {
        if (trouble != null && !silent) {
            end();
        }
    }

    private synchronized void end() {
        if (trouble != null) {
            log.warn("database: usable again, after {} s", seconds(nanoTime.getAsLong()));
            trouble = null;
        }
    }

    private long seconds(long at) {
        return Duration.ofNanos(at - begun).toSeconds();
    }
}
