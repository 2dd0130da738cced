package pk.rahnuma.cli.staff;

import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.startup.CommandRunner;

/// Command group for the audit log, with or without a running server.
@Command(
        name = "audit",
        description = "Verify and read the audit log.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {AuditVerifyCommand.class, AuditListCommand.class})
public final class AuditCommand {

    private final CommandRunner runner;

    AuditCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    AuditCommand(CommandRunner runner) {
        this.runner = runner;
    }

    /// Runs a piece of work with the beans.
    ///
    /// @return output of the work
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        return runner.runWithBeans(work);
    }
}
