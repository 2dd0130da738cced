package pk.rahnuma.startup.settings;

import static pk.rahnuma.startup.settings.SettingDefinition.addressSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.booleanSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.bytesSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.choiceSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.customSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.durationSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.numberSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.patternSetting;
import static pk.rahnuma.startup.settings.SettingDefinition.threeDurationsSetting;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.network.IpAddresses;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.shared.Language;

/// Checks of the variables: their names, which `application.yml` and its variants list, and the text of most values.
/// docs/settings.md has the same names and ranges, which a test compares. Other variables are rejected when they begin
/// with `RAHNUMA_`, or when they are one or two letters off a setting whose prefix other programs use too
/// (`TELEGRAM_…`, `DATABASE_…`, `BOT_…`).
final class SettingCatalog {

    private static final String OWN_PREFIX = "RAHNUMA_";
    private static final List<String> SHARED_PREFIXES = List.of("TELEGRAM_", "DATABASE_", "BOT_");
    private static final int MAX_TYPING_MISTAKES = 2;

    private static final int MAX_RATE = 10_000;
    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_BYTES = 999_999_999;
    private static final int MIN_BODY_RATE = 1_024;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final int MAX_DAILY_COUNT = 100_000_000;
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(30);

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PROXIES = 20;

    private static final String PAGE_PATTERN = "https://[a-zA-Z0-9.-]{1,190}(:\\d{1,5})?(/[\\w./%~-]{0,200})?";
    private static final String PAGE_EXPECTED = "an address of a page such as https://example.pk/terms";

    private static final String ORIGINS_PATTERN =
            "https?://[a-zA-Z0-9.-]+(:\\d{1,5})?(,https?://[a-zA-Z0-9.-]+(:\\d{1,5})?){0,19}";
    private static final String ORIGINS_EXPECTED =
            "at most 20 origins such as https://app.example.pk, with commas and no spaces between them";

    private static final List<ApplicationTransition> STAFF_DECISIONS = Arrays.stream(ApplicationTransition.values())
            .filter(move -> Arrays.stream(ApplicationStatus.values())
                    .anyMatch(status -> move.isAllowed(status, TransitionActor.STAFF)))
            .toList();

    /// Settings whose text is checked here, before Micronaut converts it: its conversion takes any other word for
    /// `false`, and drops what it cannot read from a list. Settings that stay text have constraints at their records.
    static final List<SettingDefinition> CHECKED_SETTINGS = List.of(
            addressSetting(
                    "TELEGRAM_API_URL",
                    "an address like https://api.telegram.org or http://localhost:8081, without a path"),
            addressSetting(
                    "TELEGRAM_WEBHOOK_URL",
                    "this desk's own address as Telegram reaches it, like https://desk.example.pk, without a path"),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_CHAT", 0, MAX_RATE),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_BURST", 1, MAX_RATE),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_GROUP", 0, MAX_RATE),
            patternSetting(
                    "RAHNUMA_TELEGRAM_STAFF_GROUP",
                    "-100\\d{5,14}",
                    "the number of a group with topics, which begins with -100"),
            choiceSetting("RAHNUMA_TELEGRAM_STAFF_LANGUAGE", Language.ENGLISH, Language.URDU),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_BULK", 0, MAX_RATE),
            customSetting(
                    "RAHNUMA_DATA",
                    "a folder whose name has no semicolon, for example data",
                    value -> toPath(value).isPresent() && !value.contains(";")),
            customSetting(
                    "RAHNUMA_URL",
                    "an address like https://desk.example.pk, without a path",
                    value -> SettingDefinition.isAddress(value.strip())),
            booleanSetting("RAHNUMA_SANDBOX"),
            patternSetting("RAHNUMA_OPERATOR_NAME", "\\P{Cc}{1,100}", "at most 100 characters in one line"),
            patternSetting("RAHNUMA_OPERATOR_ADDRESS", "\\P{Cc}{1,200}", "at most 200 characters in one line"),
            patternSetting(
                    "RAHNUMA_OPERATOR_CONTACT",
                    PAGE_PATTERN + "|[\\w.+-]{1,64}@[a-zA-Z0-9.-]{1,190}",
                    "an e-mail address, or an address of a page such as https://example.pk/contact"),
            patternSetting("RAHNUMA_OPERATOR_PRIVACY", PAGE_PATTERN, PAGE_EXPECTED),
            patternSetting("RAHNUMA_OPERATOR_TERMS", PAGE_PATTERN, PAGE_EXPECTED),
            customSetting(
                    "RAHNUMA_LLM_URL",
                    "an https address like https://models.example.pk/v1, or an http one of this machine like"
                            + " http://127.0.0.1:11434/v1",
                    value -> SettingDefinition.isPrivateEndpoint(value.strip())),
            numberSetting("RAHNUMA_LLM_DAILY_REQUESTS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_SMS_DAILY_BUDGET", 1, MAX_COUNT),
            durationSetting("RAHNUMA_LLM_TIMEOUT", ONE_SECOND, ONE_MINUTE),
            numberSetting("RAHNUMA_MAIL_PORT", 1, MAX_PORT),
            choiceSetting("RAHNUMA_MAIL_SECURITY", "starttls", "tls", "none"),
            customSetting(
                    "RAHNUMA_SMS_URL",
                    "an https address like https://sms.example.pk/send, an http one of this machine, or log",
                    value -> value.strip().equals("log") || SettingDefinition.isPrivateEndpoint(value.strip())),
            customSetting("RAHNUMA_HOLIDAYS", "days by commas, each as 2026-12-25", SettingCatalog::areDays),
            threeDurationsSetting("RAHNUMA_SUPPORT_FIRST", ONE_MINUTE, Duration.ofDays(30)),
            threeDurationsSetting("RAHNUMA_SUPPORT_RESOLUTION", ONE_MINUTE, Duration.ofDays(90)),
            durationSetting("RAHNUMA_SUPPORT_SILENCE", ONE_MINUTE, Duration.ofDays(30)),
            durationSetting("RAHNUMA_SUPPORT_RECALL", Duration.ZERO, Duration.ofMinutes(5)),
            durationSetting("RAHNUMA_SUPPORT_CLOSING", Duration.ofHours(1), Duration.ofDays(60)),
            booleanSetting("RAHNUMA_PUSH_LOCAL"),
            booleanSetting("RAHNUMA_SUPPORT_AUTOMATIC"),
            numberSetting("RAHNUMA_SUPPORT_UNPROVED_PER_ADDRESS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_SUPPORT_UNPROVED_OPEN", 1, 5_000),
            customSetting(
                    "RAHNUMA_FOUR_EYES",
                    "decisions by commas, among "
                            + STAFF_DECISIONS.stream()
                                    .map(ApplicationTransition::toWord)
                                    .collect(Collectors.joining(", ")),
                    SettingCatalog::areDecisions),
            customSetting(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "an address like http://localhost:4318",
                    SettingDefinition::isWebAddress),
            booleanSetting("RAHNUMA_API_BEHIND_PROXY"),
            customSetting(
                    "RAHNUMA_API_PROXIES",
                    "at most 20 addresses and networks by commas, each as 10.0.0.7, 10.0.0.0/24 or fd00::/8",
                    SettingCatalog::areNetworks),
            customSetting(
                    "BOT_SCRIPTS",
                    "an existing folder of scripts; unset it to use the packaged one",
                    value -> toPath(value)
                            .filter(SettingCatalog::isReadableFolder)
                            .isPresent()),
            customSetting(
                    "MICRONAUT_SERVER_PORT",
                    "a number from 0 to 65535 (0 takes a free port)",
                    value -> value.matches("\\d{1,5}") && Integer.parseInt(value) <= MAX_PORT),
            numberSetting("RAHNUMA_TURN_RUNNERS", 1, 64),
            numberSetting("RAHNUMA_TURN_BATCH", 1, 4_096),
            numberSetting("RAHNUMA_TURN_QUEUE", 1, MAX_COUNT),
            durationSetting("RAHNUMA_TURN_SWEEP", Duration.ofMillis(10), ONE_MINUTE),
            durationSetting("RAHNUMA_TURN_LEASE", ONE_SECOND, Duration.ofHours(1)),
            durationSetting("RAHNUMA_TURN_REMEMBERED", Duration.ofHours(1), Duration.ofDays(30)),
            numberSetting("RAHNUMA_TURN_FLOOD", 0, MAX_COUNT),
            numberSetting("RAHNUMA_TURN_DAILY_FLOOD", 1, MAX_COUNT),
            durationSetting("RAHNUMA_API_PATIENCE", Duration.ofMillis(100), ONE_MINUTE),
            durationSetting("RAHNUMA_API_HEARTBEAT", ONE_SECOND, Duration.ofMinutes(5)),
            durationSetting("RAHNUMA_API_STREAM_IDLE", ONE_MINUTE, Duration.ofDays(1)),
            patternSetting("RAHNUMA_API_ORIGINS", ORIGINS_PATTERN, ORIGINS_EXPECTED),
            patternSetting("RAHNUMA_WIDGET_ORIGINS", ORIGINS_PATTERN, ORIGINS_EXPECTED),
            numberSetting("RAHNUMA_API_OPENINGS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_ALL_OPENINGS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_PUBLIC_READS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_STATUS_LOOKUPS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_SIGN_INS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_KEY_REQUESTS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_MESSAGES", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_DAILY_MESSAGES", 1, MAX_DAILY_COUNT),
            numberSetting("RAHNUMA_API_DAILY_MESSAGES_PER_ADDRESS", 1, MAX_DAILY_COUNT),
            numberSetting("RAHNUMA_API_DAILY_MESSAGES_OF_ALL", 1, MAX_DAILY_COUNT),
            numberSetting("RAHNUMA_API_FILES", 1, MAX_COUNT),
            bytesSetting("RAHNUMA_API_DAILY_FILE_BYTES"),
            bytesSetting("RAHNUMA_API_DAILY_FILE_BYTES_PER_ADDRESS"),
            bytesSetting("RAHNUMA_API_DAILY_FILE_BYTES_OF_ALL"),
            numberSetting("RAHNUMA_API_LISTENERS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_STREAMS_PER_ADDRESS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_SERVER_CONNECTIONS", 1, MAX_COUNT),
            numberSetting("RAHNUMA_SERVER_CONNECTIONS_PER_ADDRESS", 1, MAX_COUNT),
            durationSetting("RAHNUMA_SERVER_HEAD_PATIENCE", ONE_SECOND, MAX_TIMEOUT),
            durationSetting("RAHNUMA_SERVER_IDLE", ONE_SECOND, MAX_TIMEOUT),
            durationSetting("RAHNUMA_SERVER_BODY_STALL", ONE_SECOND, MAX_TIMEOUT),
            numberSetting("RAHNUMA_SERVER_BODY_RATE", MIN_BODY_RATE, MAX_BYTES),
            bytesSetting("RAHNUMA_SERVER_BODY_BYTES"),
            bytesSetting("RAHNUMA_SERVER_FILE_BYTES"),
            bytesSetting("RAHNUMA_STORAGE_FILE_RESERVE"),
            numberSetting("RAHNUMA_STORAGE_FILE_RESERVE_PERCENT", 0, 100),
            bytesSetting("RAHNUMA_STORAGE_RESERVE"),
            numberSetting("RAHNUMA_STORAGE_RESERVE_PERCENT", 0, 100));

    private static final Map<String, SettingDefinition> SETTINGS_BY_NAME = CHECKED_SETTINGS.stream()
            .collect(Collectors.toUnmodifiableMap(SettingDefinition::name, Function.identity()));

    /// Settings whose values are separated by commas.
    static final List<String> LIST_SETTINGS = List.of(
            "RAHNUMA_HOLIDAYS",
            "RAHNUMA_FOUR_EYES",
            "RAHNUMA_SUPPORT_FIRST",
            "RAHNUMA_SUPPORT_RESOLUTION",
            "RAHNUMA_API_PROXIES");

    static final List<String> ALL_NAMES = VariableDefaults.readNames();

    private static final Set<String> KNOWN_NAMES = Stream.concat(
                    ALL_NAMES.stream(),
                    SecretFileReader.SECRET_SETTINGS.stream().map(secret -> secret + SecretFileReader.FILE_SUFFIX))
            .collect(Collectors.toUnmodifiableSet());

    private SettingCatalog() {}

    /// Checks the names first, then the values. A blank value counts as unset.
    ///
    /// @throws UserErrorException in one line that names the variable and the expected value
    static void checkEnvironment(Map<String, String> environment) {
        Map<String, String> sorted = new TreeMap<>(environment);
        sorted.keySet().forEach(SettingCatalog::checkName);
        sorted.forEach((name, value) -> {
            SettingDefinition definition = SETTINGS_BY_NAME.get(name);
            if (definition != null && !value.isBlank()) {
                definition.checkValue(value);
            }
        });
    }

    private static void checkName(String name) {
        boolean own = name.startsWith(OWN_PREFIX);
        if (isKnown(name) || !own && SHARED_PREFIXES.stream().noneMatch(name::startsWith)) {
            return;
        }
        String nearest = KNOWN_NAMES.stream()
                .min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        if (own || distance(name, nearest) <= MAX_TYPING_MISTAKES) {
            throw new UserErrorException(name + " is no setting of this program: expected " + nearest
                    + ", which is the nearest; unset what is not needed");
        }
    }

    private static Optional<Path> toPath(String value) {
        try {
            return Optional.of(Path.of(value).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isReadableFolder(Path folder) {
        return Files.isDirectory(folder) && Files.isReadable(folder);
    }

    private static boolean areDays(String value) {
        try {
            Arrays.stream(value.split(",", -1)).map(String::strip).forEach(LocalDate::parse);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean areDecisions(String value) {
        return Arrays.stream(value.split(",", -1))
                .allMatch(word -> ApplicationTransition.parseWord(word)
                        .filter(STAFF_DECISIONS::contains)
                        .isPresent());
    }

    private static boolean areNetworks(String value) {
        String[] networks = value.split(",", -1);
        return networks.length <= MAX_PROXIES
                && Arrays.stream(networks).map(String::strip).allMatch(IpAddresses::isAddressOrBlock);
    }

    static boolean isKnown(String name) {
        return KNOWN_NAMES.contains(name);
    }

    /// Levenshtein distance: number of letters to insert, delete or change.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
