package pk.rahnuma.persistence;

import java.sql.SQLException;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs faults: the component, the failure, and its causes by class and by the database's error code. Messages of
/// exceptions are left out, because a database quotes values in them.
///
/// While the database is unusable, everything that needs it fails again and again. All of these are one outage: it is
/// logged when it begins, once per minute while it lasts, and when it is over.
public final class FaultLog {

    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
    private static final DatabaseOutageLog OUTAGE_LOG = new DatabaseOutageLog(LOG, System::nanoTime);

    private FaultLog() {}

    /// @param what component, failure, and consequence: `holidays: cannot be read, those read before stay`
    public static void logWarning(Logger log, String what, Throwable fault) {
        if (isOutage(fault)) {
            OUTAGE_LOG.onFault(fault);
        } else {
            log.warn("{}: {}", what, describeCauses(fault));
        }
    }

    /// Logs a fault that is not retried.
    public static void logError(Logger log, String what, Throwable fault) {
        if (isOutage(fault)) {
            OUTAGE_LOG.onFault(fault);
        }
        log.error("{}: {}", what, describeCauses(fault));
    }

    /// Runs a task; an exception is logged and not thrown.
    ///
    /// @param what logged after "could not"
    public static void runQuietly(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            logWarning(LOG, "could not " + what, e);
        }
    }

    /// Reports that work that failed because of the database has succeeded.
    public static void reportRecovery() {
        OUTAGE_LOG.onRecovery();
    }

    /// Reports whether the last probe got no answer.
    public static void databaseSilent(boolean silent) {
        OUTAGE_LOG.silent(silent);
    }

    /// True when the database is unusable as a whole; rows locked by others do not count.
    public static boolean isOutage(Throwable fault) {
        return fault != null
                && FaultClassifier.isDatabaseFault(fault)
                && FaultClassifier.isMachineFault(fault)
                && DatabaseErrorKind.classify(fault) != DatabaseErrorKind.CONFLICT;
    }

    /// Causes from the outside in, without messages: `ConnectionException < SQLTransientConnectionException (08000,
    /// 0)`.
    public static String describeCauses(Throwable fault) {
        StringJoiner causes = new StringJoiner(" < ");
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 6; depth++, cause = cause.getCause()) {
            String name = cause.getClass().getSimpleName();
            causes.add(cause instanceof SQLException sql ? name + " (" + describeCode(sql) + ")" : name);
        }
        return causes.toString();
    }

    /// State and code of an error: `08000, 1040`.
    public static String describeCode(SQLException sql) {
        return sql.getSQLState() + ", " + sql.getErrorCode();
    }
}
