package pk.rahnuma.startup.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Address and options of the database.
///
/// @param embedded true when it is the file in the data folder
/// @param url complete, with all options that this program needs; options of the operator take precedence
/// @param displayName without user, password and options
public record DatabaseAddress(boolean embedded, String url, String user, String password, String displayName) {

    /// Every commit is written to disk before it returns (`WRITE_DELAY=0`); this program closes the database after all
    /// its users.
    private static final String EMBEDDED_OPTIONS =
            ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000";

    /// URL of either kind of server; one driver connects to both.
    private static final Pattern SERVER_URL_PATTERN = Pattern.compile("^jdbc:(mysql|mariadb)://");

    private static final String DRIVER_PREFIX = "jdbc:mariadb://";

    private static final Pattern LOOPBACK_PATTERN =
            Pattern.compile("^" + DRIVER_PREFIX + "(localhost|127(?:[.]\\d{1,3}){3}|\\[::1])(?=[:/])");

    /// Options of the driver that say how the connection is protected.
    private static final Pattern TLS_OPTION_PATTERN =
            Pattern.compile("[?&](sslMode|useSsl|trustServerCertificate)=", Pattern.CASE_INSENSITIVE);

    public static DatabaseAddress fromSettings(
            Optional<String> url, Optional<String> user, Optional<String> password, Path data) {
        return url.map(given -> server(given, user.orElse(""), password.orElse("")))
                .orElseGet(() -> embedded(data));
    }

    /// File of the embedded database, as H2 derives it from the address.
    public static Path databaseFile(Path data) {
        return data.resolve("rahnuma.mv.db");
    }

    private static DatabaseAddress embedded(Path data) {
        String url = "jdbc:h2:file:" + data.resolve("rahnuma") + EMBEDDED_OPTIONS;
        return new DatabaseAddress(true, url, "sa", "", "embedded, in " + data);
    }

    private static DatabaseAddress server(String given, String user, String password) {
        int question = given.indexOf('?');
        String address = SERVER_URL_PATTERN
                .matcher(question < 0 ? given : given.substring(0, question))
                .replaceFirst(DRIVER_PREFIX);
        Map<String, String> options = options();
        if (LOOPBACK_PATTERN.matcher(address).find()) {
            // Nothing leaves this machine, so the password protects nothing.
            options.put("sslMode", "disable");
            options.put("allowPublicKeyRetrieval", "true");
        }
        if (question >= 0) {
            if (TLS_OPTION_PATTERN.matcher(given.substring(question)).find()) {
                options.remove("sslMode");
            }
            for (String option : given.substring(question + 1).split("&")) {
                int equals = option.indexOf('=');
                options.put(
                        equals < 0 ? option : option.substring(0, equals),
                        equals < 0 ? "" : option.substring(equals + 1));
            }
        }
        StringBuilder url = new StringBuilder(address);
        String separator = "?";
        for (Map.Entry<String, String> option : options.entrySet()) {
            url.append(separator).append(option.getKey()).append('=').append(option.getValue());
            separator = "&";
        }
        return new DatabaseAddress(false, url.toString(), user, password, shown(address));
    }

    /// Options of the driver: statements prepared by the server, so that a batch is sent in binary and in one round
    /// trip; UTC on both ends; timeouts; no local file for a server that asks for one. TLS with verified certificate
    /// and host name, unless the address says otherwise.
    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("useServerPrepStmts", "true");
        options.put("prepStmtCacheSize", "256");
        options.put("connectionTimeZone", "UTC");
        options.put("forceConnectionTimeZoneToSession", "true");
        options.put("connectionCollation", "utf8mb4_bin");
        options.put("allowLocalInfile", "false");
        options.put("sslMode", "verify-full");
        options.put("connectTimeout", "5000");
        options.put("socketTimeout", "60000");
        options.put("sessionVariables", "innodb_lock_wait_timeout=5");
        return options;
    }

    private static String shown(String address) {
        try {
            URI uri = new URI(address.substring("jdbc:".length()));
            if (address.startsWith(DRIVER_PREFIX)
                    && uri.getHost() != null
                    && uri.getPath().length() > 1) {
                return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
            }
        } catch (URISyntaxException | StringIndexOutOfBoundsException e) {
            // Reported below.
        }
        throw new UserErrorException("DATABASE_URL must be of the form jdbc:mysql://host:3306/database"
                + " (MariaDB too); unset it to use the embedded database");
    }

    /// Address of the same database through the server that has it open.
    ///
    /// @param server host, port and path of that server
    public DatabaseAddress throughServer(String server) {
        return new DatabaseAddress(true, "jdbc:h2:tcp://" + server + EMBEDDED_OPTIONS, user, password, displayName);
    }

    @Override
    public String toString() {
        return displayName;
    }
}
