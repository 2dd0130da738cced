package pk.rahnuma.persistence;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/// Logs each outage of the database in few lines. Thread-safe.
final class DatabaseOutageLog {

    private static final Duration REMINDER_INTERVAL = Duration.ofMinutes(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private volatile DatabaseErrorKind errorKind;
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
        if (errorKind == null) {
            begun = at;
        }
        boolean reminds = at - logged >= REMINDER_INTERVAL.toNanos();
        // Only writes fail when the disk is full: other faults meanwhile belong to the same outage.
        boolean changes = errorKind == null || errorKind == DatabaseErrorKind.AWAY && now != DatabaseErrorKind.AWAY;
        if (changes) {
            errorKind = now;
            log.warn(
                    "database: {}; no messages are accepted until that is over. {} [{}]",
                    errorKind.description(),
                    errorKind.remedy(),
                    FaultLog.describeCauses(fault));
        } else if (reminds) {
            log.warn(
                    "database: for {} s now, {}. {} [{}]",
                    outageSeconds(at),
                    errorKind.description(),
                    errorKind.remedy(),
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
        if (errorKind != null && !silent) {
            endOutage();
        }
    }

    private synchronized void endOutage() {
        if (errorKind != null) {
            log.warn("database: usable again, after {} s", outageSeconds(nanoTime.getAsLong()));
            errorKind = null;
        }
    }

    private long outageSeconds(long at) {
        return Duration.ofNanos(at - begun).toSeconds();
    }
}
