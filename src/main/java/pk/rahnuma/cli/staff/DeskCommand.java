package pk.rahnuma.cli.staff;

import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.startup.CommandRunner;

/// Command group for lists that the console does not show, in a process of its own on the same database, with or
/// without
/// a running server.
@Command(
        name = "desk",
        description = "List how questions were answered. Shows nothing personal.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {DeskQuestionsCommand.class, DeskAnswersCommand.class})
public final class DeskCommand {

    private final CommandRunner runner;

    DeskCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    DeskCommand(CommandRunner runner) {
        this.runner = runner;
    }

    /// Runs a piece of work with the beans.
    ///
    /// @return output of the work
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        return runner.runWithBeans(work);
    }
}
