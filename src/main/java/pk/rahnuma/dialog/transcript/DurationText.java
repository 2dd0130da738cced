package pk.rahnuma.dialog.transcript;

import java.time.Duration;

/// Durations as text: `3 days`, `2 hours`, `10 minutes`, `5 seconds`.
public final class DurationText {

    private DurationText() {}

    /// @return null when the text is no such duration
    public static Duration parseDuration(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 2 || !parts[0].matches("\\d{1,6}")) {
            return null;
        }
        long count = Long.parseLong(parts[0]);
        return switch (parts[1].replaceAll("s$", "")) {
            case "day" -> Duration.ofDays(count);
            case "hour" -> Duration.ofHours(count);
            case "minute" -> Duration.ofMinutes(count);
            case "second" -> Duration.ofSeconds(count);
            default -> null;
        };
    }
}
