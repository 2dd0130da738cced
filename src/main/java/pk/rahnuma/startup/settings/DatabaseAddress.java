package pk.rahnuma.startup.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final Pattern SCHEME_PATTERN = Pattern.compile("jdbc:(" + MYSQL + "|" + MARIADB + ")://.*");
    private static final Pattern LOOPBACK_PATTERN =
            Pattern.compile("^jdbc:[a-z]+://(localhost|127(?:[.]\\d{1,3}){3}|\\[::1])(?=[:/])");

    /// Options of the driver that say how the connection is protected.
    private static final Pattern TLS_OPTION_PATTERN =
            Pattern.compile("[?&](sslMode|useSsl|requireSSL|trustServerCertificate)=", Pattern.CASE_INSENSITIVE);

    /// Values of `sslMode` of MariaDB's driver, and what Connector/J calls them.
    private static final Map<String, String> TLS_WORDS = Map.of(
            "disable", "DISABLED", "trust", "REQUIRED", "verify-ca", "VERIFY_CA", "verify-full", "VERIFY_IDENTITY");

    static DatabaseAddress fromSettings(
            Optional<String> url, Optional<String> user, Optional<String> password, Path data) {
        return url.map(given -> server(given, user.orElse(""), password.orElse("")))
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

    private static DatabaseAddress server(String given, String user, String password) {
        if (!SCHEME_PATTERN.matcher(given).matches()) {
            throw wrongForm();
        }
        String environment = given.startsWith("jdbc:" + MARIADB) ? MARIADB : MYSQL;
        int question = given.indexOf('?');
        String address = question < 0 ? given : given.substring(0, question);
        List<String> options = new ArrayList<>();
        boolean local = LOOPBACK_PATTERN.matcher(address).find();
        if (question < 0
                || !TLS_OPTION_PATTERN.matcher(given.substring(question)).find()) {
            // Where nothing leaves this machine, the password protects nothing.
            options.add("sslMode=" + (local ? "disable" : "verify-full"));
        }
        if (local) {
            options.add("allowPublicKeyRetrieval=true");
        }
        if (question >= 0) {
            options.addAll(List.of(given.substring(question + 1).split("&")));
        }
        if (environment.equals(MYSQL)) {
            options.replaceAll(DatabaseAddress::toConnectorOption);
        }
        return new DatabaseAddress(environment, address, String.join("&", options), user, password, shown(address));
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
