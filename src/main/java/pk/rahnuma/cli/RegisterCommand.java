package pk.rahnuma.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.startup.CommandRunner;

/// Command group for the register, in a process of its own on the same database, with or without a running server.
@Command(
        name = "register",
        description = "Bring registrations in that were made elsewhere.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {RegisterImportCommand.class, RegisterExampleCommand.class})
final class RegisterCommand {

    private final CommandRunner runner;

    RegisterCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    RegisterCommand(CommandRunner runner) {
        this.runner = runner;
    }

    CommandRunner runner() {
        return runner;
    }
}
