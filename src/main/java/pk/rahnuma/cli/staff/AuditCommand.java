package pk.rahnuma.cli.staff;

import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.startup.CommandRunner;

/// The audit log from a terminal, beside the server or without it.
@Command(
        name = "audit",
        description = "Who did what: check that the log is whole, and read it.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {AuditVerifyCommand.class, AuditListCommand.class})
public final class AuditCommand {

    private final CommandRunner opening;

    AuditCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    AuditCommand(CommandRunner opening) {
        this.opening = opening;
    }

    /// @return what the work has to say
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        return opening.runWithBeans(work);
    }
}
