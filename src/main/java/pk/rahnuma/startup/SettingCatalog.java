package pk.rahnuma.startup;

import static pk.rahnuma.startup.SettingDefinition.address;
import static pk.rahnuma.startup.SettingDefinition.bytes;
import static pk.rahnuma.startup.SettingDefinition.choice;
import static pk.rahnuma.startup.SettingDefinition.duration;
import static pk.rahnuma.startup.SettingDefinition.flag;
import static pk.rahnuma.startup.SettingDefinition.number;
import static pk.rahnuma.startup.SettingDefinition.pattern;
import static pk.rahnuma.startup.SettingDefinition.read;
import static pk.rahnuma.startup.SettingDefinition.threeDurations;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All settings, in the order of the table in docs/settings.md, which a test compares with it. What is not here is
/// refused: all
/// that begins with `RAHNUMA_`, and of names that other programs use too (`TELEGRAM_…`, `DATABASE_…`, `BOT_…`) what
/// is one or two letters off.
final class SettingCatalog {

    private static final String OWN = "RAHNUMA_";
    private static final List<String> SHARED = List.of("TELEGRAM_", "DATABASE_", "BOT_");
    private static final int MAX_TYPING_MISTAKES = 2;

    /// May be in a file, by the name with `_FILE` behind it.
    private static final Set<String> SECRETS = SecretFileReader.SECRETS;

    private static final int MAX_RATE = 10_000;
    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_BYTES = 999_999_999;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MAX_DAILY = 100_000_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MAX_PATIENCE = Duration.ofMinutes(30);

    static final List<SettingDefinition> ALL = List.of(
            read("TELEGRAM_BOT_TOKEN", ""),
            read("TELEGRAM_API_URL", "https://api.telegram.org"),
            read("TELEGRAM_WEBHOOK_URL", ""),
            read("TELEGRAM_WEBHOOK_SECRET", ""),
            flag("RAHNUMA_TELEGRAM_REPLY_IN_WEBHOOK", false),
            number("RAHNUMA_TELEGRAM_LIMITS_CHAT", 1, 0, MAX_RATE),
            number("RAHNUMA_TELEGRAM_LIMITS_BURST", 5, 1, MAX_RATE),
            number("RAHNUMA_TELEGRAM_LIMITS_GROUP", 20, 0, MAX_RATE),
            pattern(
                    "RAHNUMA_TELEGRAM_STAFF_GROUP",
                    "-100\\d{5,14}",
                    "the number of a group with topics, which begins with -100"),
            choice("RAHNUMA_TELEGRAM_STAFF_LANGUAGE", "en", "ur"),
            number("RAHNUMA_TELEGRAM_LIMITS_BULK", 30, 0, MAX_RATE),
            read("DATABASE_URL", ""),
            read("DATABASE_USER", ""),
            read("DATABASE_PASSWORD", ""),
            read("RAHNUMA_DATA", "data"),
            read("RAHNUMA_KEYSET", ""),
            read("RAHNUMA_SEALED_FORMAT", "1"),
            read("RAHNUMA_MODE", "assistance"),
            address("RAHNUMA_URL"),
            read("RAHNUMA_HOLIDAYS", ""),
            threeDurations("RAHNUMA_SUPPORT_FIRST", "1h,4h,8h", MINUTE, Duration.ofDays(30)),
            threeDurations("RAHNUMA_SUPPORT_RESOLUTION", "8h,16h,24h", MINUTE, Duration.ofDays(90)),
            duration("RAHNUMA_SUPPORT_SILENCE", "30m", MINUTE, Duration.ofDays(30)),
            duration("RAHNUMA_SUPPORT_RECALL", "10s", Duration.ZERO, Duration.ofMinutes(5)),
            flag("RAHNUMA_SUPPORT_AUTOMATIC", false),
            read("RAHNUMA_FOUR_EYES", ""),
            read("RAHNUMA_METRICS_TOKEN", ""),
            read("OTEL_EXPORTER_OTLP_ENDPOINT", ""),
            flag("RAHNUMA_API_BEHIND_PROXY", false),
            read("BOT_SCRIPTS", ""),
            read("MICRONAUT_SERVER_PORT", "8080"),
            duration("RAHNUMA_SUPPORT_CLOSING", "5d", Duration.ofHours(1), Duration.ofDays(60))
                    .tuning(),
            number("RAHNUMA_TURN_RUNNERS", 1, 1, 64).tuning(),
            number("RAHNUMA_TURN_BATCH", 256, 1, 4_096).tuning(),
            number("RAHNUMA_TURN_QUEUE", 4_096, 1, MAX_COUNT).tuning(),
            duration("RAHNUMA_TURN_SWEEP", "500ms", Duration.ofMillis(10), MINUTE)
                    .tuning(),
            number("RAHNUMA_TURN_FLOOD", 120, 0, MAX_COUNT).tuning(),
            duration("RAHNUMA_TURN_LEASE", "45s", Duration.ofSeconds(1), Duration.ofHours(1))
                    .tuning(),
            duration("RAHNUMA_TURN_REMEMBERED", "48h", Duration.ofHours(1), Duration.ofDays(30))
                    .tuning(),
            duration("RAHNUMA_API_PATIENCE", "10s", Duration.ofMillis(100), MINUTE)
                    .tuning(),
            duration("RAHNUMA_API_HEARTBEAT", "20s", Duration.ofSeconds(1), Duration.ofMinutes(5))
                    .tuning(),
            number("RAHNUMA_TURN_DAILY_FLOOD", 5_000, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_API_OPENINGS", 600, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_API_ALL_OPENINGS", 6_000, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_API_DAILY_MESSAGES", 3_000, 1, MAX_DAILY).tuning(),
            number("RAHNUMA_API_DAILY_MESSAGES_PER_ADDRESS", 200_000, 1, MAX_DAILY)
                    .tuning(),
            number("RAHNUMA_API_DAILY_MESSAGES_OF_ALL", 2_000_000, 1, MAX_DAILY).tuning(),
            bytes("RAHNUMA_API_DAILY_FILE_BYTES", 100L << 20).tuning(),
            bytes("RAHNUMA_API_DAILY_FILE_BYTES_PER_ADDRESS", 2L << 30).tuning(),
            bytes("RAHNUMA_API_DAILY_FILE_BYTES_OF_ALL", 10L << 30).tuning(),
            bytes("RAHNUMA_STORAGE_FILE_RESERVE", 2L << 30).tuning(),
            number("RAHNUMA_STORAGE_FILE_RESERVE_PERCENT", 5, 0, 100).tuning(),
            bytes("RAHNUMA_STORAGE_RESERVE", 256L << 20).tuning(),
            number("RAHNUMA_STORAGE_RESERVE_PERCENT", 1, 0, 100).tuning(),
            number("RAHNUMA_API_MESSAGES", 30, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_API_FILES", 40, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_API_LISTENERS", 8, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_SERVER_CONNECTIONS", 4_000, 1, MAX_COUNT).tuning(),
            number("RAHNUMA_SERVER_CONNECTIONS_PER_ADDRESS", 3_000, 1, MAX_COUNT)
                    .tuning(),
            duration("RAHNUMA_SERVER_HEAD_PATIENCE", "10s", SECOND, MAX_PATIENCE)
                    .tuning(),
            duration("RAHNUMA_SERVER_BODY_STALL", "10s", SECOND, MAX_PATIENCE).tuning(),
            duration("RAHNUMA_SERVER_BODY_PATIENCE", "20s", SECOND, MAX_PATIENCE)
                    .tuning(),
            duration("RAHNUMA_SERVER_FILE_PATIENCE", "2m", SECOND, MAX_PATIENCE).tuning(),
            number("RAHNUMA_SERVER_BODY_RATE", 2_048, 0, MAX_BYTES).tuning(),
            duration("RAHNUMA_SERVER_IDLE", "60s", SECOND, MAX_PATIENCE).tuning(),
            bytes("RAHNUMA_SERVER_BODY_BYTES", 0).tuning(),
            bytes("RAHNUMA_SERVER_FILE_BYTES", 0).tuning());

    private static final Map<String, SettingDefinition> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(SettingDefinition::name, Function.identity()));

    private SettingCatalog() {}

    /// Looks at the names first, then at the values. What is blank is unset.
    ///
    /// @throws UserErrorException in one line that names the variable and what is expected
    static void check(Map<String, String> environment) {
        Map<String, String> sorted = new TreeMap<>(environment);
        sorted.keySet().forEach(SettingCatalog::checkName);
        sorted.forEach((name, value) -> {
            SettingDefinition definition = BY_NAME.get(name);
            if (definition != null && !value.isBlank()) {
                definition.check(value);
            }
        });
    }

    private static void checkName(String name) {
        boolean own = name.startsWith(OWN);
        if (isKnown(name) || !own && SHARED.stream().noneMatch(name::startsWith)) {
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
                ALL.stream().map(SettingDefinition::name), SECRETS.stream().map(secret -> secret + "_FILE"));
    }

    /// Letters to be put in, left out or changed (Levenshtein).
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
