package pk.rahnuma.startup.settings;

import io.micronaut.context.env.PropertySource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Settings from the environment, checked by [SettingCatalog]. `application.yml` maps them to properties; the start
/// reads here only what it needs before there is a context.
///
/// @param variables those that are set, and not blank; a secret in a file is under the name of its variable
/// @param database address of the database
/// @param data folder of the embedded database and of the keyset; absolute
public record EnvironmentSettings(Map<String, String> variables, DatabaseAddress database, Path data) {

    private static final String FRAMEWORK_PREFIX = "MICRONAUT_";

    private static final List<String> NOT_IN_SANDBOX = List.of(
            "TELEGRAM_BOT_TOKEN", "RAHNUMA_MAIL_HOST", "RAHNUMA_SMS_URL", "RAHNUMA_LLM_URL", "RAHNUMA_FOUR_EYES");

    public static EnvironmentSettings fromEnvironment() {
        return fromVariables(System.getenv());
    }

    /// Reads the settings. An unset or blank variable takes its default.
    ///
    /// @throws UserErrorException when a name or a value is not valid
    public static EnvironmentSettings fromVariables(Map<String, String> environment) {
        SettingCatalog.checkEnvironment(environment);
        Map<String, String> variables = new SecretFileReader(environment).readSettings();
        checkWebhook(variables);
        checkSandbox(variables);
        // Micronaut takes the spaces for a part of the elements.
        SettingCatalog.LIST_SETTINGS.forEach(name -> variables.computeIfPresent(
                name, (list, value) -> value.replaceAll("\\s*,\\s*", ",").strip()));
        Path data = Path.of(variables.getOrDefault("RAHNUMA_DATA", VariableDefaults.defaultOf("RAHNUMA_DATA")))
                .toAbsolutePath()
                .normalize();
        DatabaseAddress database = DatabaseAddress.fromSettings(
                Optional.ofNullable(variables.get("DATABASE_URL")),
                Optional.ofNullable(variables.get("DATABASE_USER")),
                Optional.ofNullable(variables.get("DATABASE_PASSWORD")),
                data);
        return new EnvironmentSettings(Map.copyOf(variables), database, data);
    }

    /// Telegram itself delivers updates by https only; an own Bot API server may use http.
    private static void checkWebhook(Map<String, String> variables) {
        String url = variables.get("TELEGRAM_WEBHOOK_URL");
        if (url == null) {
            return;
        }
        if (!variables.containsKey("TELEGRAM_BOT_TOKEN")) {
            throw new UserErrorException("TELEGRAM_WEBHOOK_URL needs TELEGRAM_BOT_TOKEN: set it, or unset both");
        }
        if (!variables.containsKey("TELEGRAM_API_URL") && !url.startsWith("https:")) {
            throw new UserErrorException(
                    "TELEGRAM_WEBHOOK_URL must begin with https://, which is all that Telegram calls");
        }
    }

    /// No message leaves a sandbox, and no decision waits for a second person.
    private static void checkSandbox(Map<String, String> variables) {
        if (isSet(variables, "RAHNUMA_SANDBOX")) {
            NOT_IN_SANDBOX.stream().filter(variables::containsKey).findFirst().ifPresent(name -> {
                throw new UserErrorException(name + " must be unset in a sandbox (RAHNUMA_SANDBOX)");
            });
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
                variables.getOrDefault("MICRONAUT_SERVER_PORT", VariableDefaults.defaultOf("MICRONAUT_SERVER_PORT")));
    }

    /// Address that the HTTP server listens on; empty for all of the machine. A server behind a proxy is not reached by
    /// anybody else, unless the operator says which address it has.
    public Optional<String> bindAddress() {
        return isSet(variables, "RAHNUMA_API_BEHIND_PROXY") && !variables.containsKey("MICRONAUT_SERVER_HOST")
                ? Optional.of("127.0.0.1")
                : Optional.empty();
    }

    private static boolean isSet(Map<String, String> variables, String name) {
        return Boolean.parseBoolean(variables.getOrDefault(name, "false").strip());
    }

    /// Sources of Micronaut's properties: all variables of the configuration files, with their values or defaults, and
    /// the variables that Micronaut's own documentation names. Its own source is off: it would take every variable for
    /// a property, unchecked.
    public PropertySource[] toPropertySources() {
        Map<String, String> settings = VariableDefaults.readDefaults(database.environments());
        settings.replaceAll(variables::getOrDefault);
        Map<String, String> framework = new HashMap<>(variables);
        framework.keySet().removeIf(name -> !name.startsWith(FRAMEWORK_PREFIX) || SettingCatalog.isKnown(name));
        return new PropertySource[] {
            PropertySource.of("settings", escape(settings)),
            PropertySource.of("framework", escape(framework), PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE)
        };
    }

    private static Map<String, Object> escape(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> escape(value.getValue())));
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
