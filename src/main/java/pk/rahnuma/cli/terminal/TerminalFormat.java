package pk.rahnuma.cli.terminal;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.registration.WorkingCalendar;

/// Formats values for terminal output.
public final class TerminalFormat {

    private static final DateTimeFormatter TIME_FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingCalendar.PAKISTAN_ZONE);

    private TerminalFormat() {}

    /// Time in Pakistan, to the minute; a dash for null.
    public static String formatTime(Instant at) {
        return at == null ? "-" : TIME_FORMAT.format(at);
    }

    /// All choices, separated by commas.
    public static <T> String joinChoices(Stream<T> choices) {
        return choices.map(String::valueOf).collect(Collectors.joining(", "));
    }
}
