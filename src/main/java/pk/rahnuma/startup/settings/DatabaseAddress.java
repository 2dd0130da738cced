package pk.rahnuma.startup.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Address and options of the database.
///
/// @param embedded true when it is the file in the data folder
/// @param url complete, with all options that this program needs; options of the operator take precedence
/// @param displayName without user, password and options
public record DatabaseAddress(boolean embedded, String url, String user, String password, String displayName) {

    private static final String POOL_PREFIX = "datasources.default.";
    private static final int MAX_CONNECTIONS = 16;
    private static final int MIN_IDLE_CONNECTIONS = 2;
    private static final long CONNECTION_TIMEOUT_MILLIS = 3_000;

    /// Every commit is written to disk before it returns (`WRITE_DELAY=0`); this program closes the database after all
    /// its users.
    private static final String EMBEDDED_OPTIONS =
            ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000;TIME ZONE=UTC";

    private static final Pattern LOOPBACK_PATTERN =
            Pattern.compile("^jdbc:[a-z]+://(localhost|127(?:[.]\\d{1,3}){3}|\\[::1])(?=[:/])");

    /// Options of the driver that say how the connection is protected.
    private static final Pattern TLS_OPTION_PATTERN =
            Pattern.compile("[?&](sslMode|useSsl|requireSSL|trustServerCertificate)=", Pattern.CASE_INSENSITIVE);

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
        String address = question < 0 ? given : given.substring(0, question);
        ServerDriver driver = ServerDriver.ofAddress(address).orElseThrow(DatabaseAddress::wrongForm);
        Map<String, String> options = driver.defaultOptions();
        if (LOOPBACK_PATTERN.matcher(address).find()) {
            // Nothing leaves this machine, so the password protects nothing.
            options.put("sslMode", driver.optionValue("sslMode", "disable"));
            options.put("allowPublicKeyRetrieval", "true");
        }
        if (question >= 0) {
            if (TLS_OPTION_PATTERN.matcher(given.substring(question)).find()) {
                options.remove("sslMode");
            }
            for (String option : given.substring(question + 1).split("&")) {
                int equals = option.indexOf('=');
                String name = equals < 0 ? option : option.substring(0, equals);
                options.put(name, driver.optionValue(name, equals < 0 ? "" : option.substring(equals + 1)));
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

    private static String shown(String address) {
        try {
            URI uri = new URI(address.substring("jdbc:".length()));
            if (uri.getHost() != null && uri.getPath().length() > 1) {
                return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        throw wrongForm();
    }

    private static UserErrorException wrongForm() {
        return new UserErrorException("DATABASE_URL must be of the form jdbc:mysql://host:3306/database"
                + " (MySQL Connector/J) or jdbc:mariadb://host:3306/database (MariaDB's driver); unset it to use the"
                + " embedded database");
    }

    /// Address of the same database through the server that has it open.
    ///
    /// @param server host, port and path of that server
    public DatabaseAddress throughServer(String server) {
        return new DatabaseAddress(true, "jdbc:h2:tcp://" + server + EMBEDDED_OPTIONS, user, password, displayName);
    }

    /// Escapes the begin of a placeholder, which Micronaut would replace: a property that does not exist, with `${` as
    /// its default.
    private static String escape(String value) {
        return value.replace("${", "${rahnuma.none:`${`}");
    }

    /// Properties of Micronaut for the pool and the migration of this database.
    public Map<String, Object> toProperties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(POOL_PREFIX + "pool-name", "rahnuma");
        properties.put(
                POOL_PREFIX + "driver-class-name",
                ServerDriver.ofAddress(url).map(ServerDriver::className).orElse("org.h2.Driver"));
        properties.put(POOL_PREFIX + "url", escape(url));
        properties.put(POOL_PREFIX + "username", escape(user));
        properties.put(POOL_PREFIX + "password", escape(password));
        properties.put(POOL_PREFIX + "transaction-isolation", "TRANSACTION_READ_COMMITTED");
        properties.put(POOL_PREFIX + "maximum-pool-size", MAX_CONNECTIONS);
        properties.put(POOL_PREFIX + "minimum-idle", MIN_IDLE_CONNECTIONS);
        properties.put(POOL_PREFIX + "connection-timeout", CONNECTION_TIMEOUT_MILLIS);
        properties.put(POOL_PREFIX + "automatic-validation-query", false);
        if (embedded) {
            properties.put(POOL_PREFIX + "connection-test-query", "select 1");
        }
        // SchemaMigration runs it, once the pool is there.
        properties.put("flyway.datasources.default.enabled", false);
        return properties;
    }

    @Override
    public String toString() {
        return displayName;
    }
}
