package pk.rahnuma.startup;

import io.micronaut.context.env.PropertySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.shared.DeskIdentity;

/// Settings from the environment, checked by [SettingCatalog]. `application.yml` maps them to properties; the start
/// reads here only what it needs before there is a context.
///
/// @param variables those that are set, and not blank; a secret in a file is under the name of its variable
/// @param database address of the database
/// @param data folder of the embedded database and of the keyset; absolute
public record EnvironmentSettings(Map<String, String> variables, DatabaseAddress database, Path data) {

    private static final String FRAMEWORK_PREFIX = "MICRONAUT_";
    private static final int MAX_PORT = 65_535;

    private static final List<String> NOT_IN_SANDBOX = List.of(
            "TELEGRAM_BOT_TOKEN", "RAHNUMA_MAIL_HOST", "RAHNUMA_SMS_URL", "RAHNUMA_LLM_URL", "RAHNUMA_FOUR_EYES");

    /// Settings by which other machines may reach the desk.
    private static final List<String> REACHABLE =
            List.of("MICRONAUT_SERVER_HOST", "RAHNUMA_API_BEHIND_PROXY", "TELEGRAM_WEBHOOK_URL", "RAHNUMA_URL");

    private static final String LOOPBACK = "127.0.0.1";

    private static final Pattern LOOPBACK_ADDRESS =
            Pattern.compile("(?:https?://)?+(?:localhost|127\\.[\\d.]++|\\[?+::1]?+)(?:[:/].*+)?+");

    /// Settings without a default, by the one that requires them.
    private static final Map<String, String> REQUIRED_SETTINGS = Map.of(
            "TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET",
            "RAHNUMA_LLM_URL", "RAHNUMA_LLM_MODEL",
            "RAHNUMA_MAIL_HOST", "RAHNUMA_MAIL_FROM");

    public static EnvironmentSettings fromEnvironment() {
        return fromVariables(System.getenv());
    }

    /// Reads the settings. An unset or blank variable takes its default.
    ///
    /// @throws UserErrorException when a name or a value is not valid
    public static EnvironmentSettings fromVariables(Map<String, String> environment) {
        SettingCatalog.checkNames(environment.keySet());
        Map<String, String> variables = SecretFileReader.readSettings(environment);
        SettingCatalog.checkValues(variables);
        checkStart(variables);
        checkTogether(variables);
        Path data = Path.of(variables.getOrDefault("RAHNUMA_DATA", SettingCatalog.defaultOf("RAHNUMA_DATA")))
                .toAbsolutePath()
                .normalize();
        DatabaseAddress database = DatabaseAddress.fromSettings(
                Optional.ofNullable(variables.get("DATABASE_URL")),
                Optional.ofNullable(variables.get("DATABASE_USER")),
                Optional.ofNullable(variables.get("DATABASE_PASSWORD")),
                data);
        return new EnvironmentSettings(Map.copyOf(variables), database, data);
    }

    /// Checks settings that no record has.
    private static void checkStart(Map<String, String> variables) {
        requireValid(
                !variables.getOrDefault("RAHNUMA_DATA", "").contains(";"),
                "RAHNUMA_DATA must be a folder whose name has no semicolon, for example data");
        Path scripts = Path.of(variables.getOrDefault("BOT_SCRIPTS", "."));
        requireValid(
                Files.isDirectory(scripts) && Files.isReadable(scripts),
                "BOT_SCRIPTS must be an existing folder of scripts; unset it to use the packaged one");
        String port = variables.getOrDefault("MICRONAUT_SERVER_PORT", "0");
        requireValid(
                port.matches("\\d{1,5}") && Integer.parseInt(port) <= MAX_PORT,
                "MICRONAUT_SERVER_PORT must be a number from 0 to 65535 (0 takes a free port)");
    }

    /// Checks settings that depend on each other. Telegram itself delivers updates by https only; an own Bot API server
    /// may use http. No message leaves a sandbox, and no decision waits for a second person.
    private static void checkTogether(Map<String, String> variables) {
        String webhook = variables.get("TELEGRAM_WEBHOOK_URL");
        requireValid(
                webhook == null || variables.containsKey("TELEGRAM_BOT_TOKEN"),
                "TELEGRAM_WEBHOOK_URL needs TELEGRAM_BOT_TOKEN: set it, or unset both");
        requireValid(
                webhook == null || variables.containsKey("TELEGRAM_API_URL") || webhook.startsWith("https:"),
                "TELEGRAM_WEBHOOK_URL must begin with https://, which is all that Telegram calls");
        NOT_IN_SANDBOX.forEach(name -> requireValid(
                !"true".equals(variables.get("RAHNUMA_SANDBOX")) || !variables.containsKey(name),
                name + " must be unset in a sandbox (RAHNUMA_SANDBOX)"));
        REQUIRED_SETTINGS.forEach((name, required) -> {
            if (variables.containsKey(name) && !variables.containsKey(required)) {
                throw new UserErrorException(
                        SettingCatalog.SETTINGS_BY_NAME.get(required).expectation());
            }
        });
    }

    private static void requireValid(boolean valid, String line) {
        if (!valid) {
            throw new UserErrorException(line);
        }
    }

    /// Copy with another address of the database.
    public EnvironmentSettings withDatabase(DatabaseAddress other) {
        return new EnvironmentSettings(variables, other, data);
    }

    /// The keyset itself, when it is not in the folder.
    public Optional<String> keyset() {
        return Optional.ofNullable(variables.get("RAHNUMA_KEYSET"));
    }

    /// Folder of scripts instead of the packaged ones.
    public Optional<Path> scripts() {
        return Optional.ofNullable(variables.get("BOT_SCRIPTS"))
                .map(folder -> Path.of(folder).toAbsolutePath().normalize());
    }

    /// Port of the HTTP server; 0 takes a free one.
    public int port() {
        return Integer.parseInt(
                variables.getOrDefault("MICRONAUT_SERVER_PORT", SettingCatalog.defaultOf("MICRONAUT_SERVER_PORT")));
    }

    /// Address that the HTTP server listens on; empty for all of the machine. A server behind a proxy is not reached by
    /// anybody else, unless the operator says which address it has.
    public Optional<String> bindAddress() {
        return "true".equals(variables.get("RAHNUMA_API_BEHIND_PROXY"))
                        && !variables.containsKey("MICRONAUT_SERVER_HOST")
                ? Optional.of(LOOPBACK)
                : Optional.empty();
    }

    /// Properties of a desk that a person tries on their own machine. No other machine reaches it: people elsewhere
    /// would give their identity number to an unknown party.
    ///
    /// @throws UserErrorException when the settings make it reachable
    public Map<String, Object> toTrialProperties() {
        REACHABLE.forEach(name -> requireValid(
                !variables.containsKey(name) || isOnThisMachine(variables.get(name)),
                name + " must be unset for serve --trial, which this machine alone reaches: name the operator"
                        + " (RAHNUMA_OPERATOR_NAME, RAHNUMA_OPERATOR_CONTACT) and start serve instead"));
        return Map.of(DeskIdentity.TRIAL_PROPERTY, true, "micronaut.server.host", LOOPBACK);
    }

    private static boolean isOnThisMachine(String value) {
        return value.equals("false") || LOOPBACK_ADDRESS.matcher(value).matches();
    }

    /// Sources of Micronaut's properties: all variables of `application.yml`, with their values or defaults, and the
    /// variables that Micronaut's own documentation names. Its own source is off: it would take every variable for a
    /// property, unchecked.
    public PropertySource[] toPropertySources() {
        Map<String, Object> settings = new HashMap<>();
        SettingCatalog.SETTINGS_BY_NAME.forEach(
                (name, setting) -> settings.put(name, escape(variables.getOrDefault(name, setting.defaultValue()))));
        Map<String, Object> framework = new HashMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(FRAMEWORK_PREFIX) && !SettingCatalog.isKnown(name)) {
                framework.put(name, escape(value));
            }
        });
        return new PropertySource[] {
            PropertySource.of("settings", settings),
            PropertySource.of("framework", framework, PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE)
        };
    }

    /// Escapes the begin of a placeholder, which Micronaut would replace: a property that does not exist, with `${` as
    /// its default.
    static String escape(String value) {
        return value.replace("${", "${rahnuma.none:`${`}");
    }

    /// Omits secrets.
    @Override
    public String toString() {
        return "Settings[" + database + ", data=" + data + "]";
    }
}
