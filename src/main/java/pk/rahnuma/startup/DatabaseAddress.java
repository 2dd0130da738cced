package pk.rahnuma.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Address of the database. The options that this program needs are in `application.yml`, and in
/// `application-mysql.yml` or `application-mariadb.yml`; options of the operator take precedence.
///
/// @param environment of Micronaut: [#MYSQL] or [#MARIADB]; null for the file in the data folder
/// @param url without options
/// @param options of a server's driver: TLS, and what the operator wrote; `name=value`, joined by `&`
/// @param displayName without user, password and options
public record DatabaseAddress(
        String environment, String url, String options, String user, String password, String displayName) {

    /// MySQL Connector/J. Either driver connects to MySQL and to MariaDB.
    static final String MYSQL = "mysql";
    /// MariaDB's driver.
    static final String MARIADB = "mariadb";

    /// Address without options, scheme, what is displayed, and options.
    private static final Pattern ADDRESS_PATTERN = Pattern.compile("(jdbc:(" + MYSQL + "|" + MARIADB
            + ")://(?:[^/?@]*@)?((?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::\\d+)?/[^?]+))(?:\\?(.*))?");
    private static final Pattern LOOPBACK_PATTERN = Pattern.compile("(localhost|127(?:[.]\\d{1,3}){3}|\\[::1])[:/].*");

    /// Options of the driver that say how the connection is protected.
    private static final Pattern TLS_OPTION_PATTERN =
            Pattern.compile("&(sslMode|useSsl|requireSSL|trustServerCertificate)=", Pattern.CASE_INSENSITIVE);

    /// Values of `sslMode` of MariaDB's driver, and what Connector/J calls them.
    private static final Map<String, String> TLS_WORDS = Map.of(
            "disable", "DISABLED", "trust", "REQUIRED", "verify-ca", "VERIFY_CA", "verify-full", "VERIFY_IDENTITY");

    static DatabaseAddress fromSettings(
            Optional<String> url, Optional<String> user, Optional<String> password, Path data) {
        return url.map(given -> parseServer(given, user.orElse(""), password.orElse("")))
                .orElseGet(() -> embedded("file:" + data.resolve("rahnuma"), "embedded, in " + data));
    }

    /// File of the embedded database, as H2 derives it from the address.
    public static Path databaseFile(Path data) {
        return data.resolve("rahnuma.mv.db");
    }

    /// Address of an embedded database.
    ///
    /// @param location for H2, such as `file:/data/rahnuma`
    public static DatabaseAddress embedded(String location, String displayName) {
        return new DatabaseAddress(null, "jdbc:h2:" + location, "", "sa", "", displayName);
    }

    private static DatabaseAddress parseServer(String given, String user, String password) {
        Matcher parts = ADDRESS_PATTERN.matcher(given);
        if (!parts.matches()) {
            throw new UserErrorException("DATABASE_URL must be of the form jdbc:mysql://host:3306/database"
                    + " (MySQL Connector/J) or jdbc:mariadb://host:3306/database (MariaDB's driver); unset it to use the"
                    + " embedded database");
        }
        String address = parts.group(1);
        String written = parts.group(4);
        List<String> options = new ArrayList<>();
        boolean local = LOOPBACK_PATTERN.matcher(parts.group(3)).matches();
        if (written == null || !TLS_OPTION_PATTERN.matcher("&" + written).find()) {
            // Where nothing leaves this machine, the password protects nothing.
            options.add("sslMode=" + (local ? "disable" : "verify-full"));
        }
        if (local) {
            options.add("allowPublicKeyRetrieval=true");
        }
        if (written != null) {
            options.addAll(List.of(written.split("&")));
        }
        if (parts.group(2).equals(MYSQL)) {
            options.replaceAll(DatabaseAddress::toConnectorOption);
        }
        return new DatabaseAddress(parts.group(2), address, String.join("&", options), user, password, parts.group(3));
    }

    /// Option as Connector/J calls it.
    private static String toConnectorOption(String option) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (name.equalsIgnoreCase("serverSslCert") || name.equalsIgnoreCase("trustServerCertificate")) {
            throw new UserErrorException("DATABASE_URL: " + name + " is an option of MariaDB's driver, which connects"
                    + " to MySQL too: begin the address with jdbc:mariadb://");
        }
        String value = option.substring(equals + 1);
        return name.equals("sslMode") ? name + "=" + TLS_WORDS.getOrDefault(value, value) : option;
    }

    public boolean embedded() {
        return environment == null;
    }

    /// Environments of Micronaut.
    public List<String> environments() {
        return embedded() ? List.of() : List.of(environment);
    }

    /// Address of the same database through the server that has it open.
    ///
    /// @param server host, port and path of that server
    public DatabaseAddress throughServer(String server) {
        return embedded("tcp://" + server, displayName);
    }

    /// Properties that complete those of the configuration files.
    public Map<String, Object> toProperties() {
        return Map.of(
                "rahnuma.database.url", EnvironmentSettings.escape(url),
                "rahnuma.database.options", EnvironmentSettings.escape(options),
                "rahnuma.database.user", EnvironmentSettings.escape(user),
                "rahnuma.database.password", EnvironmentSettings.escape(password));
    }

    @Override
    public String toString() {
        return displayName;
    }
}
