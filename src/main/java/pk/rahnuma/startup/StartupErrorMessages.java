package pk.rahnuma.startup;

import java.net.BindException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.flywaydb.core.api.FlywayException;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.persistence.StartupErrorKind;
import pk.rahnuma.vault.WrongKeysetException;

/// Converts startup errors to one line that says how to fix them.
public final class StartupErrorMessages {

    private StartupErrorMessages() {}

    /// Converts a startup error.
    ///
    /// @param settings the settings in use, to name places
    public static UserErrorException toUserError(Throwable failure, EnvironmentSettings settings) {
        UserErrorException refused = findCause(failure, UserErrorException.class);
        if (refused != null) {
            return refused;
        }
        if (findCause(failure, WrongKeysetException.class) != null) {
            return new UserErrorException(
                    (settings.keyset().isPresent() ? "RAHNUMA_KEYSET" : KeysetFile.locateIn(settings.data()))
                            + " is not the keyset that the data was written with: put that one back, or restore a backup");
        }
        if (findCause(failure, BindException.class) != null) {
            return new UserErrorException("MICRONAUT_SERVER_PORT: port " + settings.port()
                    + " is in use: stop the other program or choose another port, for example "
                    + (settings.port() + 1));
        }
        SQLException sql = findCause(failure, SQLException.class);
        if (sql != null) {
            return toDatabaseError(sql, settings);
        }
        FlywayException migration = findCause(failure, FlywayException.class);
        if (migration != null) {
            return new UserErrorException("the tables in " + settings.database()
                    + " cannot be brought up to date: is this an older version of Rahnuma? ("
                    + firstLine(migration) + ")");
        }
        return new UserErrorException("cannot start: " + errorLine(failure));
    }

    /// One line for an unexpected error.
    public static String errorLine(Throwable failure) {
        if (failure instanceof UserErrorException) {
            return failure.getMessage();
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return firstLine(root) + " (" + root.getClass().getSimpleName() + ")";
    }

    private static UserErrorException toDatabaseError(SQLException failure, EnvironmentSettings settings) {
        DatabaseAddress address = settings.database();
        StartupErrorKind kind = StartupErrorKind.classify(failure);
        if (address.embedded()) {
            return switch (kind) {
                case FILE_IN_USE ->
                    new UserErrorException("RAHNUMA_DATA: another process works on the database in " + settings.data()
                            + ": stop it, or choose another folder");
                case OTHER_FILE_FORMAT ->
                    new UserErrorException("RAHNUMA_DATA: the database in " + settings.data()
                            + " was written by another version of H2");
                default ->
                    new UserErrorException("RAHNUMA_DATA: cannot open the database in " + settings.data() + " (error "
                            + FaultLog.describeCode(failure) + "): the folder must be readable and writable");
            };
        }
        if (isAboutTls(failure)) {
            return new UserErrorException("DATABASE_URL: the connection to " + address
                    + " is not protected by TLS with a certificate that this machine trusts: give the database one (for"
                    + " an authority of your own, jdbc:mariadb://…?serverSslCert=… with its path), or write"
                    + " sslMode=disable (or trust) at the end"
                    + " of the address to go without");
        }
        return new UserErrorException(
                switch (kind) {
                    case UNREACHABLE ->
                        "DATABASE_URL: no database answers at " + address + " (error "
                                + FaultLog.describeCode(failure) + "): expected a MySQL 8 or MariaDB 10.6 server that"
                                + " runs and can be reached from here";
                    case TOO_MANY_CONNECTIONS ->
                        "DATABASE_URL: the database at " + address + " has no connection left: stop programs that use"
                                + " it, or raise its max_connections";
                    case ACCESS_DENIED ->
                        "DATABASE_USER, DATABASE_PASSWORD: the database at " + address
                                + " refuses them: expected a user with all rights on that database, which must exist";
                    case UNKNOWN_DATABASE ->
                        "DATABASE_URL: there is no such database at " + address + ": create it first";
                    default ->
                        "DATABASE_URL: the database at " + address + " refuses to work (error "
                                + FaultLog.describeCode(failure) + ")";
                });
    }

    /// Tells whether TLS failed: the driver says so in its message, or by the exception of Java's TLS.
    private static boolean isAboutTls(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.getMessage() == null ? "" : at.getMessage().toLowerCase(Locale.ROOT);
            if (at instanceof SSLException || message.contains("ssl") || message.contains("dns host")) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> T findCause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message.strip().lines().findFirst().orElse("");
    }
}
