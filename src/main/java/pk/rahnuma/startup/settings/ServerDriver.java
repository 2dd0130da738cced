package pk.rahnuma.startup.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// JDBC driver for a database server, chosen by the scheme of the address, with the options that this program needs.
/// Each connects to MySQL and to MariaDB.
enum ServerDriver {
    /// MySQL Connector/J. Batches become statements of many rows; prepared statements stay at the server and are kept
    /// by their text; nothing is asked of the server that the pool knows already.
    MYSQL("jdbc:mysql://", "com.mysql.cj.jdbc.Driver") {
        @Override
        void addOptions(Map<String, String> options) {
            options.put("rewriteBatchedStatements", "true");
            options.put("cachePrepStmts", "true");
            options.put("prepStmtCacheSqlLimit", "65536");
            options.put("useLocalSessionState", "true");
            options.put("cacheServerConfiguration", "true");
            options.put("maintainTimeStats", "false");
            options.put("openTelemetry", "DISABLED");
            options.put("readOnlyPropagatesToServer", "false");
            options.put("sslMode", "VERIFY_IDENTITY");
        }

        @Override
        String optionValue(String name, String value) {
            if (name.equalsIgnoreCase("serverSslCert") || name.equalsIgnoreCase("trustServerCertificate")) {
                throw new UserErrorException(
                        "DATABASE_URL: " + name + " is an option of MariaDB's driver, which connects"
                                + " to MySQL too: begin the address with " + MARIADB.scheme);
            }
            return name.equals("sslMode") ? TLS_WORDS.getOrDefault(value, value) : value;
        }
    },

    /// MariaDB's driver. A batch is sent in binary and in one round trip, to MariaDB only.
    MARIADB("jdbc:mariadb://", "org.mariadb.jdbc.Driver") {
        @Override
        void addOptions(Map<String, String> options) {
            options.put("allowLocalInfile", "false");
            options.put("sslMode", "verify-full");
        }
    };

    /// Values of `sslMode` of MariaDB's driver, and what Connector/J calls them.
    private static final Map<String, String> TLS_WORDS = Map.of(
            "disable", "DISABLED", "trust", "REQUIRED", "verify-ca", "VERIFY_CA", "verify-full", "VERIFY_IDENTITY");

    private final String scheme;
    private final String className;

    ServerDriver(String scheme, String className) {
        this.scheme = scheme;
        this.className = className;
    }

    static Optional<ServerDriver> ofAddress(String address) {
        return Stream.of(values())
                .filter(driver -> address.startsWith(driver.scheme))
                .findFirst();
    }

    String scheme() {
        return scheme;
    }

    String className() {
        return className;
    }

    /// All options: statements prepared by the server; UTC on both ends; timeouts; no local file for a server that asks
    /// for one. TLS with verified certificate and host name.
    Map<String, String> defaultOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("useServerPrepStmts", "true");
        options.put("prepStmtCacheSize", "256");
        options.put("connectionTimeZone", "UTC");
        options.put("forceConnectionTimeZoneToSession", "true");
        options.put("connectionCollation", "utf8mb4_bin");
        options.put("connectTimeout", "5000");
        options.put("socketTimeout", "60000");
        options.put("sessionVariables", "innodb_lock_wait_timeout=5");
        addOptions(options);
        return options;
    }

    abstract void addOptions(Map<String, String> options);

    /// Value of an option of the operator, as this driver calls it.
    ///
    /// @throws UserErrorException when this driver does not know the option
    String optionValue(String name, String value) {
        return value;
    }
}
