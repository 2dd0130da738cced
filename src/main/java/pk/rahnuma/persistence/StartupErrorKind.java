package pk.rahnuma.persistence;

import java.sql.SQLException;

/// Kinds of errors of a database that is being opened.
public enum StartupErrorKind {
    FILE_IN_USE,
    OTHER_FILE_FORMAT,
    UNREACHABLE,
    TOO_MANY_CONNECTIONS,
    ACCESS_DENIED,
    UNKNOWN_DATABASE,
    OTHER;

    /// Classifies by the error codes of MySQL, MariaDB and H2, and by SQL's class. A server without a free connection
    /// gives the class of one that does not answer.
    public static StartupErrorKind classify(SQLException sql) {
        if (DatabaseErrorKind.classify(sql) == DatabaseErrorKind.CROWDED) {
            return TOO_MANY_CONNECTIONS;
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith("08")) {
            return UNREACHABLE;
        }
        if (state.startsWith("28")) {
            return ACCESS_DENIED;
        }
        return switch (sql.getErrorCode()) {
            // No rights on the database; the host is not allowed to connect.
            case 1044, 1130 -> ACCESS_DENIED;
            case 1049 -> UNKNOWN_DATABASE;
            case 90020 -> FILE_IN_USE;
            case 90048 -> OTHER_FILE_FORMAT;
            default -> OTHER;
        };
    }
}
