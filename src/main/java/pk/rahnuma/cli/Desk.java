package pk.rahnuma.cli;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.WorkingCalendar;

/// Staff at work from a terminal, in a process of their own on the same database, beside the server or without it.
@Command(
        name = "desk",
        description = "See and decide applications, see and answer tickets.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            DeskList.class,
            DeskShow.class,
            DeskDecide.class,
            DeskDocument.class,
            DeskTickets.class,
            DeskLetters.class,
            DeskAnswer.class,
            DeskQuestions.class,
            DeskBanner.class
        })
final class Desk {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingCalendar.ZONE);

    private final Opening opening;

    Desk() {
        this(Opening::house);
    }

    Desk(Opening opening) {
        this.opening = opening;
    }

    /// @return what the work has to say
    String in(Function<Opening.Beans, String> work) {
        try {
            return opening.work(work);
        } catch (NotPossible e) {
            throw new Refused(e.getMessage());
        }
    }

    /// Reads what was typed for a reference or ticket number.
    static Reference reference(String typed) {
        return Reference.read(typed)
                .orElseThrow(() -> new Refused(
                        "\"" + typed + "\" is mistyped: expected the ten symbols of a reference, as in K7MP-4RTX-9X"));
    }

    /// In Pakistan's time, to the minute; a dash for none.
    static String time(Instant at) {
        return at == null ? "-" : TIME.format(at);
    }

    static <T> String among(Stream<T> choices) {
        return choices.map(String::valueOf).collect(Collectors.joining(", "));
    }
}
