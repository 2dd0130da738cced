package pk.rahnuma.startup.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Environment variable whose text is checked.
///
/// @param defaultValue default of the configuration file, for the error message; empty when it does not name one
/// @param expected continues the sentence "NAME must be"
/// @param accepts tells whether a value that is not blank is valid
record SettingDefinition(String name, String defaultValue, String expected, Predicate<String> accepts) {

    private static final Pattern DURATION_PATTERN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    static SettingDefinition customSetting(String name, String expected, Predicate<String> accepts) {
        return new SettingDefinition(name, "", expected, accepts);
    }

    static SettingDefinition booleanSetting(String name) {
        return new SettingDefinition(
                name,
                VariableDefaults.defaultOf(name),
                "true or false",
                value -> value.equals("true") || value.equals("false"));
    }

    static SettingDefinition numberSetting(String name, int min, int max) {
        return new SettingDefinition(
                name,
                VariableDefaults.defaultOf(name),
                "a whole number from " + min + " to " + max,
                value -> value.matches("\\d{1,9}") && isWithin(Integer.parseInt(value), min, max));
    }

    static SettingDefinition bytesSetting(String name) {
        return new SettingDefinition(
                name, VariableDefaults.defaultOf(name), "a whole number of bytes", value -> value.matches("\\d{1,18}"));
    }

    static SettingDefinition choiceSetting(String name, String defaults, String... others) {
        return new SettingDefinition(
                name,
                defaults,
                defaults + " or " + String.join(" or ", others),
                value -> value.equals(defaults) || Arrays.asList(others).contains(value));
    }

    static SettingDefinition durationSetting(String name, Duration min, Duration max) {
        String defaults = VariableDefaults.defaultOf(name);
        return new SettingDefinition(
                name,
                defaults,
                "a time such as " + defaults + ", from " + text(min) + " to " + text(max),
                value -> isDuration(value, min, max));
    }

    /// Three durations, for the priorities 1, 2 and 3.
    static SettingDefinition threeDurationsSetting(String name, Duration min, Duration max) {
        String defaults = VariableDefaults.defaultOf(name);
        return new SettingDefinition(
                name,
                defaults,
                "three times by commas, for the priorities 1, 2 and 3, such as " + defaults + ", each from " + text(min)
                        + " to " + text(max),
                value -> {
                    String[] parts = value.split(",", -1);
                    return parts.length == 3
                            && Arrays.stream(parts).map(String::strip).allMatch(part -> isDuration(part, min, max));
                });
    }

    static SettingDefinition patternSetting(String name, String pattern, String expected) {
        return new SettingDefinition(name, "", expected, value -> value.strip().matches(pattern));
    }

    /// Address of a server, without a path.
    static SettingDefinition addressSetting(String name, String expected) {
        return new SettingDefinition(name, "", expected, SettingDefinition::isAddress);
    }

    /// Checks a value.
    ///
    /// @throws UserErrorException in one line that does not contain the value
    void checkValue(String value) {
        if (!accepts.test(value)) {
            throw new UserErrorException(
                    name + " must be " + expected + (defaultValue.isEmpty() ? "" : "; unset, it is " + defaultValue));
        }
    }

    private static boolean isWithin(long value, long min, long max) {
        return value >= min && value <= max;
    }

    private static boolean isDuration(String value, Duration min, Duration max) {
        Matcher simple = DURATION_PATTERN.matcher(value);
        try {
            Duration duration = simple.matches()
                    ? Duration.of(
                            Long.parseLong(simple.group(1)),
                            switch (simple.group(2)) {
                                case "ms" -> ChronoUnit.MILLIS;
                                case "s" -> ChronoUnit.SECONDS;
                                case "m" -> ChronoUnit.MINUTES;
                                case "h" -> ChronoUnit.HOURS;
                                default -> ChronoUnit.DAYS;
                            })
                    : Duration.parse(value);
            return duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    static boolean isWebAddress(String value) {
        return toWebAddress(value).isPresent();
    }

    /// Address of an endpoint that must not be read on the way: https, or http to this machine. A name may lead
    /// elsewhere, except `localhost` (RFC 6761).
    static boolean isPrivateEndpoint(String value) {
        return toWebAddress(value)
                .filter(uri -> uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null)
                .filter(uri -> uri.getScheme().equals("https")
                        || uri.getHost().matches("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]"))
                .isPresent();
    }

    static boolean isAddress(String value) {
        return toWebAddress(value)
                .filter(uri -> uri.getUserInfo() == null
                        && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                        && uri.getQuery() == null
                        && uri.getFragment() == null)
                .isPresent();
    }

    private static Optional<URI> toWebAddress(String value) {
        try {
            URI uri = new URI(value);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String text(Duration duration) {
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + "d"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
