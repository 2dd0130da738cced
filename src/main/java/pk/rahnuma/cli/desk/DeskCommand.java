package pk.rahnuma.cli.desk;

import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.shared.DomainException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.settings.UserErrorException;

/// Command group for the work of staff from a terminal, in a process of its own on the same database, with or without a
/// running server.
@Command(
        name = "desk",
        description = "Show and decide applications, show and answer tickets.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            DeskListCommand.class,
            DeskShowCommand.class,
            DeskDecideCommand.class,
            DeskDocumentCommand.class,
            DeskTicketsCommand.class,
            DeskDeadLettersCommand.class,
            DeskAnswerCommand.class,
            DeskQuestionsCommand.class,
            DeskAnswersCommand.class,
            DeskBannerCommand.class
        })
public final class DeskCommand {

    private final CommandRunner opening;

    DeskCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    DeskCommand(CommandRunner opening) {
        this.opening = opening;
    }

    /// Runs a piece of work with the beans.
    ///
    /// @return output of the work
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        try {
            return opening.runWithBeans(work);
        } catch (DomainException e) {
            throw new UserErrorException(e.getMessage());
        }
    }

    /// Parses a reference or ticket number.
    static Reference parseReference(String typed) {
        return Reference.parseText(typed)
                .orElseThrow(() -> new UserErrorException(
                        "\"" + typed + "\" is mistyped: expected the ten symbols of a reference, as in K7MP-4RTX-9X"));
    }
}
