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

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.shared.Language;

/// All settings, in the order of the tables in docs/settings.md, which a test compares with it. Other variables are
/// rejected when they begin with `RAHNUMA_`, or when they are one or two letters off a setting whose prefix other
/// programs use too (`TELEGRAM_…`, `DATABASE_…`, `BOT_…`).
final class SettingCatalog {

    private static final String OWN_PREFIX = "RAHNUMA_";
    private static final List<String> SHARED_PREFIXES = List.of("TELEGRAM_", "DATABASE_", "BOT_");
    private static final int MAX_TYPING_MISTAKES = 2;

    /// Settings that may be in a file, named by the suffix `_FILE`.
    private static final Set<String> SECRET_SETTINGS = SecretFileReader.SECRET_SETTINGS;

    private static final int MAX_RATE = 10_000;
    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_BYTES = 999_999_999;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final int MAX_DAILY_COUNT = 100_000_000;
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(30);

    static final List<SettingDefinition> ALL_SETTINGS = List.of(
            customSetting("TELEGRAM_BOT_TOKEN", ""),
            customSetting("TELEGRAM_API_URL", "https://api.telegram.org"),
            customSetting("TELEGRAM_WEBHOOK_URL", ""),
            customSetting("TELEGRAM_WEBHOOK_SECRET", ""),
            // Without effect since replies are always sent by calls; accepted so that a start does not fail.
            booleanSetting("RAHNUMA_TELEGRAM_REPLY_IN_WEBHOOK", false),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_CHAT", 1, 0, MAX_RATE),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_BURST", 5, 1, MAX_RATE),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_GROUP", 20, 0, MAX_RATE),
            patternSetting(
                    "RAHNUMA_TELEGRAM_STAFF_GROUP",
                    "-100\\d{5,14}",
                    "the number of a group with topics, which begins with -100"),
            choiceSetting("RAHNUMA_TELEGRAM_STAFF_LANGUAGE", Language.ENGLISH, Language.URDU),
            numberSetting("RAHNUMA_TELEGRAM_LIMITS_BULK", 30, 0, MAX_RATE),
            customSetting("DATABASE_URL", ""),
            customSetting("DATABASE_USER", ""),
            customSetting("DATABASE_PASSWORD", ""),
            customSetting("RAHNUMA_DATA", "data"),
            customSetting("RAHNUMA_KEYSET", ""),
            customSetting("RAHNUMA_SEALED_FORMAT", "1"),
            customSetting("RAHNUMA_MODE", "assistance"),
            addressSetting("RAHNUMA_URL"),
            customSetting("RAHNUMA_HOLIDAYS", ""),
            threeDurationsSetting("RAHNUMA_SUPPORT_FIRST", "1h,4h,8h", ONE_MINUTE, Duration.ofDays(30)),
            threeDurationsSetting("RAHNUMA_SUPPORT_RESOLUTION", "8h,16h,24h", ONE_MINUTE, Duration.ofDays(90)),
            durationSetting("RAHNUMA_SUPPORT_SILENCE", "30m", ONE_MINUTE, Duration.ofDays(30)),
            durationSetting("RAHNUMA_SUPPORT_RECALL", "10s", Duration.ZERO, Duration.ofMinutes(5)),
            durationSetting("RAHNUMA_SUPPORT_CLOSING", "5d", Duration.ofHours(1), Duration.ofDays(60)),
            booleanSetting("RAHNUMA_SUPPORT_AUTOMATIC", false),
            customSetting("RAHNUMA_FOUR_EYES", ""),
            customSetting("RAHNUMA_METRICS_TOKEN", ""),
            customSetting("OTEL_EXPORTER_OTLP_ENDPOINT", ""),
            booleanSetting("RAHNUMA_API_BEHIND_PROXY", false),
            customSetting("BOT_SCRIPTS", ""),
            customSetting("MICRONAUT_SERVER_PORT", "8080"),
            numberSetting("RAHNUMA_TURN_RUNNERS", 1, 1, 64),
            numberSetting("RAHNUMA_TURN_BATCH", 256, 1, 4_096),
            numberSetting("RAHNUMA_TURN_QUEUE", 4_096, 1, MAX_COUNT),
            durationSetting("RAHNUMA_TURN_SWEEP", "500ms", Duration.ofMillis(10), ONE_MINUTE),
            durationSetting("RAHNUMA_TURN_LEASE", "45s", ONE_SECOND, Duration.ofHours(1)),
            durationSetting("RAHNUMA_TURN_REMEMBERED", "48h", Duration.ofHours(1), Duration.ofDays(30)),
            numberSetting("RAHNUMA_TURN_FLOOD", 120, 0, MAX_COUNT),
            numberSetting("RAHNUMA_TURN_DAILY_FLOOD", 5_000, 1, MAX_COUNT),
            durationSetting("RAHNUMA_API_PATIENCE", "10s", Duration.ofMillis(100), ONE_MINUTE),
            durationSetting("RAHNUMA_API_HEARTBEAT", "20s", ONE_SECOND, Duration.ofMinutes(5)),
            numberSetting("RAHNUMA_API_OPENINGS", 600, 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_ALL_OPENINGS", 6_000, 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_MESSAGES", 30, 1, MAX_COUNT),
            numberSetting("RAHNUMA_API_DAILY_MESSAGES", 3_000, 1, MAX_DAILY_COUNT),
            numberSetting("RAHNUMA_API_DAILY_MESSAGES_PER_ADDRESS", 200_000, 1, MAX_DAILY_COUNT),
            numberSetting("RAHNUMA_API_DAILY_MESSAGES_OF_ALL", 2_000_000, 1, MAX_DAILY_COUNT),
            numberSetting("RAHNUMA_API_FILES", 40, 1, MAX_COUNT),
            bytesSetting("RAHNUMA_API_DAILY_FILE_BYTES", 100L << 20),
            bytesSetting("RAHNUMA_API_DAILY_FILE_BYTES_PER_ADDRESS", 5L << 30),
            bytesSetting("RAHNUMA_API_DAILY_FILE_BYTES_OF_ALL", 10L << 30),
            numberSetting("RAHNUMA_API_LISTENERS", 8, 1, MAX_COUNT),
            numberSetting("RAHNUMA_SERVER_CONNECTIONS", 4_000, 1, MAX_COUNT),
            numberSetting("RAHNUMA_SERVER_CONNECTIONS_PER_ADDRESS", 3_000, 1, MAX_COUNT),
            durationSetting("RAHNUMA_SERVER_HEAD_PATIENCE", "10s", ONE_SECOND, MAX_TIMEOUT),
            durationSetting("RAHNUMA_SERVER_IDLE", "60s", ONE_SECOND, MAX_TIMEOUT),
            durationSetting("RAHNUMA_SERVER_BODY_STALL", "10s", ONE_SECOND, MAX_TIMEOUT),
            durationSetting("RAHNUMA_SERVER_BODY_PATIENCE", "20s", ONE_SECOND, MAX_TIMEOUT),
            durationSetting("RAHNUMA_SERVER_FILE_PATIENCE", "2m", ONE_SECOND, MAX_TIMEOUT),
            numberSetting("RAHNUMA_SERVER_BODY_RATE", 2_048, 0, MAX_BYTES),
            bytesSetting("RAHNUMA_SERVER_BODY_BYTES", 0),
            bytesSetting("RAHNUMA_SERVER_FILE_BYTES", 0),
            bytesSetting("RAHNUMA_STORAGE_FILE_RESERVE", 2L << 30),
            numberSetting("RAHNUMA_STORAGE_FILE_RESERVE_PERCENT", 5, 0, 100),
            bytesSetting("RAHNUMA_STORAGE_RESERVE", 256L << 20),
            numberSetting("RAHNUMA_STORAGE_RESERVE_PERCENT", 1, 0, 100));

    private static final Map<String, SettingDefinition> SETTINGS_BY_NAME =
            ALL_SETTINGS.stream().collect(Collectors.toUnmodifiableMap(SettingDefinition::name, Function.identity()));

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
        String nearest = names().min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        if (own || distance(name, nearest) <= MAX_TYPING_MISTAKES) {
            throw new UserErrorException(name + " is no setting of this program: expected " + nearest
                    + ", which is the nearest; unset what is not needed");
        }
    }

    static boolean isKnown(String name) {
        return names().anyMatch(name::equals);
    }

    private static Stream<String> names() {
        return Stream.concat(
                ALL_SETTINGS.stream().map(SettingDefinition::name),
                SECRET_SETTINGS.stream().map(secret -> secret + "_FILE"));
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
