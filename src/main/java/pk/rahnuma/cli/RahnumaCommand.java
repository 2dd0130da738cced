package pk.rahnuma.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import pk.rahnuma.cli.scripts.AskCommand;
import pk.rahnuma.cli.scripts.ScriptsCommand;
import pk.rahnuma.cli.staff.AuditCommand;
import pk.rahnuma.cli.staff.DeskCommand;
import pk.rahnuma.cli.staff.StaffCommand;
import pk.rahnuma.startup.StartupErrorMessages;

/// Main command. Each command is a class in the package of its group, listed here or in its group. Without a command
/// the program runs `serve`.
///
/// A command that works on the data opens a context with [pk.rahnuma.startup.ContextBootstrap#openContext] and closes
/// it; a command that cannot be executed throws [pk.rahnuma.startup.UserErrorException]. The exit code is 0,
/// or 1 after one line on the error stream.
@Command(
        name = "rahnuma",
        description = "A self-service desk for VPN registration in Pakistan. Without a command it runs serve.",
        mixinStandardHelpOptions = true,
        versionProvider = RahnumaCommand.BuildVersionProvider.class,
        subcommands = {
            ServeCommand.class, //
            KeysetCommand.class,
            ScriptsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DeskCommand.class,
            StaffCommand.class,
            AuditCommand.class,
            RegisterCommand.class,
            AskCommand.class,
            DemoCommand.class,
            AotTrainingCommand.class
        })
public final class RahnumaCommand {

    private RahnumaCommand() {}

    public static void main(String[] args) {
        System.exit(runCommand(args));
    }

    /// Runs a command. Arguments are parsed only when there are any, because parsing takes a tenth of a second.
    static int runCommand(String... args) {
        if (args.length > 0) {
            return new CommandLine(new RahnumaCommand())
                    .setParameterExceptionHandler(RahnumaCommand::handleUsageError)
                    .setExecutionExceptionHandler(
                            (failure, command, result) -> handleFailure(command.getErr(), failure))
                    .execute(args);
        }
        try {
            return new ServeCommand().call();
        } catch (RuntimeException e) {
            return handleFailure(new PrintWriter(System.err), e);
        }
    }

    private static int handleUsageError(ParameterException failure, String[] args) {
        PrintWriter err = failure.getCommandLine().getErr();
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        err.println("rahnuma: " + failure.getMessage() + "; see " + command + " --help");
        err.flush();
        return 1;
    }

    private static int handleFailure(PrintWriter err, Exception failure) {
        err.println("rahnuma: " + StartupErrorMessages.errorLine(failure));
        err.flush();
        return 1;
    }

    static final class BuildVersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rahnuma " + BuildVersion.describeVersion()};
        }
    }
}
