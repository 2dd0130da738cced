package pk.rahnuma.persistence;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/// Distinguishes an infrastructure failure (the same message may succeed later) from a fault of the message (it never
/// will).
public final class FaultClassifier {

    /// MySQL: lock wait timeout, deadlock, server gone or killed, memory, disk full, storage engine, read-only, no
    /// access; H2: lock timeout, deadlock, closed, I/O.
    private static final Set<Integer> MACHINE_ERROR_CODES = Set.of(
            1205, 1213, 1040, 1053, 1158, 1159, 1160, 1161, 1290, 1021, 1114, 1836, 1030, 1037, 1038, 1041, 1044, 1045,
            1203, 1317, 1792, 1927, 50200, 40001, 90098, 90121, 90028, 90031, 90067, 90131);

    /// General error of H2.
    private static final int H2_GENERAL_ERROR = 50_000;

    private static final int H2_DATABASE_CLOSED = 90_098;

    /// Message of the MariaDB driver for an error with neither number nor text.
    private static final Pattern EMPTY_MARIADB_MESSAGE = Pattern.compile("\\(conn=\\d+\\)\\s*");

    private FaultClassifier() {}

    public static boolean isMachineFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isMachineFault(sql);
            }
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
        }
        return false;
    }

    /// True when a statement or the connection failed.
    public static boolean isDatabaseFault(Throwable thrown) {
        return findDatabaseError(thrown) != null;
    }

    /// The first of the causes that the database reported; null when there is none.
    private static SQLException findDatabaseError(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /// True when the embedded database could not write its file. H2 has no error code for that.
    public static boolean isFailedWrite(SQLException sql) {
        if (sql.getErrorCode() != H2_GENERAL_ERROR) {
            return false;
        }
        for (Throwable cause = sql.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /// True when the embedded database can work no more on this connection.
    public static boolean isClosed(SQLException sql) {
        return sql.getErrorCode() == H2_DATABASE_CLOSED || isFailedWrite(sql);
    }

    /// True for SQL's class of integrity constraints.
    public static boolean isConstraintViolation(Throwable thrown) {
        SQLException sql = findDatabaseError(thrown);
        return sql != null && sql.getSQLState() != null && sql.getSQLState().startsWith("23");
    }

    /// True when MariaDB refused a batch because its table was changed after the connection had prepared it, for
    /// example by a node of a newer version. Such an error has neither number nor text, and that connection refuses the
    /// batch forever.
    public static boolean isStaleBatch(SQLException sql) {
        return sql.getErrorCode() == 0
                && sql.getMessage() != null
                && EMPTY_MARIADB_MESSAGE.matcher(sql.getMessage()).matches();
    }

    private static boolean isMachineFault(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return state.isEmpty() && sql.getErrorCode() == 0 // the pool's own words: "Connection is closed"
                || sql instanceof SQLTransientException
                || sql instanceof SQLRecoverableException
                || sql instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("40")
                || MACHINE_ERROR_CODES.contains(sql.getErrorCode())
                || isFailedWrite(sql)
                || isStaleBatch(sql);
    }
}
