package pk.rahnuma.startup.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.monitoring.MetricsConfiguration;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.telegram.webhook.WebhookConfiguration;
import pk.rahnuma.vault.SealedFormat;

/// Settings from the environment, checked. An unset or empty variable takes its default.
///
/// @param database address of the database
/// @param data folder of the embedded database and of the keyset; absolute
/// @param keyset the keyset itself, when it is not in the folder
/// @param mode `assistance` or `authority`
/// @param holidays days without working hours
/// @param fourEyes decisions that a second member of staff confirms
/// @param scripts a folder of scripts instead of the packaged ones
/// @param telegramToken enables Telegram
/// @param telegramApi another Bot API server
/// @param webhook URL to which Telegram delivers updates, and its secret; without it updates are polled
/// @param metrics token for reading metrics; without it nothing is counted
/// @param traces endpoint for spans
/// @param sealedFormat format of sealed values, which says what they are bound to; on the embedded database there is no
/// older node
/// @param port of the HTTP server; 0 takes a free one
public record EnvironmentSettings(
        DatabaseAddress database,
        Path data,
        Optional<String> keyset,
        String mode,
        List<LocalDate> holidays,
        Set<ApplicationTransition> fourEyes,
        Optional<Path> scripts,
        Optional<String> telegramToken,
        Optional<String> telegramApi,
        Optional<WebhookConfiguration> webhook,
        Optional<MetricsConfiguration> metrics,
        Optional<String> traces,
        SealedFormat sealedFormat,
        int port) {

    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    public static EnvironmentSettings fromEnvironment() {
        return fromVariables(System.getenv());
    }

    /// Reads the settings.
    ///
    /// @throws UserErrorException when a value is not valid
    public static EnvironmentSettings fromVariables(Map<String, String> environment) {
        SettingCatalog.checkEnvironment(environment);
        VariableReader read = new SecretFileReader(environment)::readSetting;
        Path data = path(read.readVariable("RAHNUMA_DATA").orElse("data"));
        DatabaseAddress database = DatabaseAddress.fromSettings(
                read.readVariable("DATABASE_URL"),
                read.readVariable("DATABASE_USER"),
                read.readVariable("DATABASE_PASSWORD"),
                data);
        return new EnvironmentSettings(
                database,
                data,
                read.readVariable("RAHNUMA_KEYSET"),
                mode(read.readVariable("RAHNUMA_MODE").orElse("assistance")),
                read.readVariable("RAHNUMA_HOLIDAYS")
                        .map(EnvironmentSettings::holidays)
                        .orElse(List.of()),
                read.readVariable("RAHNUMA_FOUR_EYES")
                        .map(EnvironmentSettings::fourEyes)
                        .orElse(Set.of()),
                read.readVariable("BOT_SCRIPTS").map(EnvironmentSettings::scripts),
                read.readVariable("TELEGRAM_BOT_TOKEN").map(EnvironmentSettings::token),
                read.readVariable("TELEGRAM_API_URL").map(EnvironmentSettings::api),
                webhook(read),
                read.readVariable("RAHNUMA_METRICS_TOKEN").map(EnvironmentSettings::metrics),
                read.readVariable("OTEL_EXPORTER_OTLP_ENDPOINT").map(EnvironmentSettings::traces),
                read.readVariable("RAHNUMA_SEALED_FORMAT")
                        .map(EnvironmentSettings::sealedFormat)
                        .orElse(database.embedded() ? SealedFormat.ROW : SealedFormat.FIELD),
                read.readVariable("MICRONAUT_SERVER_PORT")
                        .map(EnvironmentSettings::port)
                        .orElse(DEFAULT_PORT));
    }

    /// Settings as properties of Micronaut; the database is not among them.
    public Map<String, Object> toProperties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("rahnuma.mode", mode);
        properties.put("rahnuma.database.embedded", database.embedded());
        // Set even when there are none: otherwise Micronaut would take the unchecked value of the environment.
        properties.put(
                "rahnuma.holidays", holidays.stream().map(LocalDate::toString).collect(Collectors.joining(",")));
        properties.put(
                "rahnuma.four-eyes",
                fourEyes.stream().map(ApplicationTransition::name).sorted().collect(Collectors.joining(",")));
        properties.put("rahnuma.data", data.toString());
        properties.put("rahnuma.sealed-format", sealedFormat.settingValue());
        properties.put("micronaut.server.port", port == 0 ? -1 : port);
        telegramToken.ifPresent(token -> properties.put("rahnuma.telegram.token", token));
        telegramApi.ifPresent(url -> properties.put("rahnuma.telegram.api-url", url));
        webhook.ifPresent(hook -> {
            properties.put("rahnuma.telegram.webhook.url", hook.url().toString());
            properties.put("rahnuma.telegram.webhook.secret", hook.secret());
        });
        metrics.ifPresent(known -> {
            properties.put("rahnuma.metrics.token", known.token());
            properties.put("micronaut.metrics.enabled", true);
        });
        traces.ifPresent(url -> properties.put("rahnuma.traces.endpoint", url));
        return properties;
    }

    /// Omits secrets.
    @Override
    public String toString() {
        return "Settings[" + database + ", data=" + data + ", mode=" + mode + ", port=" + port + "]";
    }

    private static Path path(String value) {
        try {
            Path path = Path.of(value).toAbsolutePath().normalize();
            if (!path.toString().contains(";")) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Reported below.
        }
        throw new UserErrorException("RAHNUMA_DATA must be a folder whose name has no semicolon, for example data");
    }

    private static String mode(String value) {
        if (value.equals("assistance") || value.equals("authority")) {
            return value;
        }
        throw new UserErrorException("RAHNUMA_MODE must be assistance or authority");
    }

    private static List<LocalDate> holidays(String value) {
        try {
            return Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .map(LocalDate::parse)
                    .toList();
        } catch (DateTimeParseException e) {
            throw new UserErrorException("RAHNUMA_HOLIDAYS must be days by commas, each as 2026-12-25");
        }
    }

    private static Set<ApplicationTransition> fourEyes(String value) {
        List<ApplicationTransition> possible = Arrays.stream(ApplicationTransition.values())
                .filter(move -> Arrays.stream(ApplicationStatus.values())
                        .anyMatch(status -> move.isAllowed(status, TransitionActor.STAFF)))
                .toList();
        return Arrays.stream(value.split(",", -1))
                .map(word -> ApplicationTransition.parseWord(word)
                        .filter(possible::contains)
                        .orElseThrow(
                                () -> new UserErrorException("RAHNUMA_FOUR_EYES must be decisions by commas, among "
                                        + possible.stream()
                                                .map(ApplicationTransition::toWord)
                                                .collect(Collectors.joining(", ")))))
                .collect(Collectors.toSet());
    }

    private static Path scripts(String value) {
        try {
            Path folder = Path.of(value).toAbsolutePath().normalize();
            if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // Reported below.
        }
        throw new UserErrorException(
                "BOT_SCRIPTS must be an existing folder of scripts; unset it to use the packaged one");
    }

    private static String token(String value) {
        if (value.matches("\\d{1,20}:[A-Za-z0-9_-]{10,100}")) {
            return value;
        }
        throw new UserErrorException(
                "TELEGRAM_BOT_TOKEN must be the token that @BotFather gave, of the form 123456789:AbC-dEf_...");
    }

    private static String api(String value) {
        try {
            URI uri = new URI(value);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getHost() != null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            if (http && bare && uri.getQuery() == null && uri.getFragment() == null) {
                return value.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        throw new UserErrorException(
                "TELEGRAM_API_URL must be an address like https://api.telegram.org or http://localhost:8081,"
                        + " without a path");
    }

    /// Webhook settings. Telegram itself delivers updates by https only; an own Bot API server may use http.
    private static Optional<WebhookConfiguration> webhook(VariableReader read) {
        Optional<String> url = read.readVariable("TELEGRAM_WEBHOOK_URL");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (read.readVariable("TELEGRAM_BOT_TOKEN").isEmpty()) {
            throw new UserErrorException("TELEGRAM_WEBHOOK_URL needs TELEGRAM_BOT_TOKEN: set it, or unset both");
        }
        boolean ownServer = read.readVariable("TELEGRAM_API_URL").isPresent();
        try {
            WebhookConfiguration webhook = new WebhookConfiguration(
                    new URI(url.get()),
                    read.readVariable("TELEGRAM_WEBHOOK_SECRET").orElse(""));
            if (!ownServer && !"https".equals(webhook.url().getScheme())) {
                throw new UserErrorException(
                        "TELEGRAM_WEBHOOK_URL must begin with https://, which is all that Telegram calls");
            }
            return Optional.of(webhook);
        } catch (URISyntaxException e) {
            throw new UserErrorException("TELEGRAM_WEBHOOK_URL must be an address like https://desk.example.pk");
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage());
        }
    }

    private static MetricsConfiguration metrics(String token) {
        try {
            return new MetricsConfiguration(token);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage());
        }
    }

    private static String traces(String value) {
        try {
            URI uri = new URI(value);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return value;
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        throw new UserErrorException("OTEL_EXPORTER_OTLP_ENDPOINT must be an address like http://localhost:4318");
    }

    private static SealedFormat sealedFormat(String value) {
        try {
            return SealedFormat.parseSetting(value);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage());
        }
    }

    private static int port(String value) {
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= MAX_PORT) {
            return Integer.parseInt(value);
        }
        throw new UserErrorException("MICRONAUT_SERVER_PORT must be a number from 0 to 65535 (0 takes a free port)");
    }

    @FunctionalInterface
    private interface VariableReader {
        Optional<String> readVariable(String name);
    }
}
