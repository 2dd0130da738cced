package pk.rahnuma.persistence.fault;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/// One outage of the database after another, in few lines. Safe for threads.
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
        // That it is full shows only to what writes: other faults meanwhile are part of the same outage.
        boolean changes = trouble == null || trouble == DatabaseErrorKind.AWAY && now != DatabaseErrorKind.AWAY;
        if (changes) {
            trouble = now;
            log.warn(
                    "database: {}; no messages are taken until that is over. {} [{}]",
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

    /// What somebody saw who asks the database again and again: while it is silent no outage is over, whatever went
    /// well without it.
    void silent(boolean silent) {
        this.silent = silent;
    }

    /// Costs nothing while all is well.
    void onRecovery() {
        if (trouble != null && !silent) {
            end();
        }
    }

    private synchronized void end() {
        if (trouble != null) {
            log.warn("database: all is well again, after {} s", seconds(nanoTime.getAsLong()));
            trouble = null;
        }
    }

    private long seconds(long at) {
        return Duration.ofNanos(at - begun).toSeconds();
    }
}
