package pk.rahnuma.persistence.fault;

import java.sql.SQLException;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs faults: the component, what failed, and its causes by class and by the number that a database gives. Messages
/// of exceptions are left out, since a database quotes values in them.
///
/// While the database cannot be used, everything that needs it fails again and again. All of these are one fault: it is
/// logged when it begins, once a minute while it lasts, and when it is over.
public final class FaultLog {

    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
    private static final DatabaseOutageLog OUTAGE_LOG = new DatabaseOutageLog(LOG, System::nanoTime);

    private FaultLog() {}

    /// @param what component, what failed, and what comes of it: `holidays: cannot be read, those read before stay`
    public static void logWarning(Logger log, String what, Throwable fault) {
        if (isOutage(fault)) {
            OUTAGE_LOG.onFault(fault);
        } else {
            log.warn("{}: {}", what, describeCauses(fault));
        }
    }

    /// The same for what nobody tries again.
    public static void logError(Logger log, String what, Throwable fault) {
        if (isOutage(fault)) {
            OUTAGE_LOG.onFault(fault);
        }
        log.error("{}: {}", what, describeCauses(fault));
    }

    /// Something that needs the database, and could not have it, has had it again.
    public static void reportRecovery() {
        OUTAGE_LOG.onRecovery();
    }

    /// Whether the database gave no sign of life when it was last asked.
    public static void databaseSilent(boolean silent) {
        OUTAGE_LOG.silent(silent);
    }

    /// Whether nothing can be done with the database at all; rows that others hold locked are none.
    public static boolean isOutage(Throwable fault) {
        return fault != null
                && hasSql(fault)
                && FaultClassifier.isMachineFault(fault)
                && DatabaseErrorKind.classify(fault) != DatabaseErrorKind.CONFLICT;
    }

    private static boolean hasSql(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /// From the outside in, without messages: `ConnectionException < SQLTransientConnectionException (08000, 0)`.
    public static String describeCauses(Throwable fault) {
        StringJoiner causes = new StringJoiner(" < ");
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 6; depth++, cause = cause.getCause()) {
            String name = cause.getClass().getSimpleName();
            causes.add(
                    cause instanceof SQLException sql
                            ? name + " (" + sql.getSQLState() + ", " + sql.getErrorCode() + ")"
                            : name);
        }
        return causes.toString();
    }
}
