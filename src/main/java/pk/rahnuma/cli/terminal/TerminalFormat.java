package pk.rahnuma.cli.terminal;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.registration.WorkingCalendar;

/// Values as commands write them.
public final class TerminalFormat {

    private static final DateTimeFormatter TIME_FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingCalendar.PAKISTAN_ZONE);

    private TerminalFormat() {}

    /// In Pakistan's time, to the minute; a dash for none.
    public static String formatTime(Instant at) {
        return at == null ? "-" : TIME_FORMAT.format(at);
    }

    /// All that may be chosen, by commas.
    public static <T> String joinChoices(Stream<T> choices) {
        return choices.map(String::valueOf).collect(Collectors.joining(", "));
    }
}
