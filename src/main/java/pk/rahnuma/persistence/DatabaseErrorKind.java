package pk.rahnuma.persistence;

import java.sql.SQLException;

/// Kinds of database errors, described for the operator.
public enum DatabaseErrorKind {
    CONFLICT("rows stay locked by other transactions", "The work is retried."),
    READ_ONLY(
            "the database accepts no writes: it is read-only",
            "Make it writable, or point DATABASE_URL at the one that is."),
    FULL(
            "the database accepts no writes: its disk is full or fails",
            "Free space on its disk; nothing else has to be done."),
    CROWDED("the database has no connection left", "Raise its limit of connections, or run fewer nodes."),
    REFUSED("the database refuses the user", "Check DATABASE_USER and DATABASE_PASSWORD, and the user's rights."),
    AWAY("the database does not answer", "Check that it runs and can be reached, and its own log.");

    private final String words;
    private final String remedy;

    DatabaseErrorKind(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /// Action for the operator.
    public String remedy() {
        return remedy;
    }

    public String description() {
        return words;
    }

    /// Classifies by the error codes of MySQL and MariaDB (mysqld_ername.h) and H2 (ErrorCode); all others are [#AWAY].
    public static DatabaseErrorKind classify(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return FaultClassifier.isFailedWrite(sql) ? FULL : classifyCode(sql.getErrorCode());
            }
        }
        return AWAY;
    }

    private static DatabaseErrorKind classifyCode(int code) {
        return switch (code) {
            case 1205, 1213, 50200, 40001 -> CONFLICT;
            case 1036, 1290, 1792, 1836, 90097 -> READ_ONLY;
            case 1021, 1026, 1030, 1114, 3675, 90028, 90031 -> FULL;
            case 1040, 1203, 1226 -> CROWDED;
            case 1044, 1045, 1142 -> REFUSED;
            default -> AWAY;
        };
    }
}
