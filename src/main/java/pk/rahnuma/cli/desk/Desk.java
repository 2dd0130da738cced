package pk.rahnuma.cli.desk;

import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;

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
public final class Desk {

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
}
