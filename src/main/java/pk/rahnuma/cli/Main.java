package pk.rahnuma.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import pk.rahnuma.cli.boot.Refusals;
import pk.rahnuma.cli.desk.Desk;
import pk.rahnuma.cli.scripts.Ask;
import pk.rahnuma.cli.scripts.Scripts;
import pk.rahnuma.cli.staff.AuditLog;
import pk.rahnuma.cli.staff.StaffAccounts;
import pk.rahnuma.cli.storage.Backup;
import pk.rahnuma.cli.storage.NewKeyset;
import pk.rahnuma.cli.storage.Restore;

/// The program. Each command is a class, in the package of its group, and a line in a list: in the one here, or in its
/// group's. Without a command it serves.
///
/// A command that works on the data opens the house by [pk.rahnuma.cli.boot.Boot#open] and closes it; one that cannot
/// be carried out throws [pk.rahnuma.cli.boot.Refused]. The exit code is 0, or 1 after one line on the error stream.
@Command(
        name = "rahnuma",
        description = "A self-service desk for VPN registration in Pakistan. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Serve.class, //
            NewKeyset.class,
            Scripts.class,
            Backup.class,
            Restore.class,
            Desk.class,
            StaffAccounts.class,
            AuditLog.class,
            Ask.class,
            Demo.class,
            Rehearse.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// The line of commands is read only when there is one, because reading it takes a tenth of a second.
    static int run(String... args) {
        if (args.length > 0) {
            return new CommandLine(new Main())
                    .setParameterExceptionHandler(Main::misspelt)
                    .setExecutionExceptionHandler((failure, command, result) -> failed(command.getErr(), failure))
                    .execute(args);
        }
        try {
            return new Serve().call();
        } catch (RuntimeException e) {
            return failed(new PrintWriter(System.err), e);
        }
    }

    private static int misspelt(ParameterException failure, String[] args) {
        PrintWriter err = failure.getCommandLine().getErr();
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        err.println("rahnuma: " + failure.getMessage() + "; see " + command + " --help");
        err.flush();
        return 1;
    }

    private static int failed(PrintWriter err, Exception failure) {
        err.println("rahnuma: " + Refusals.line(failure));
        err.flush();
        return 1;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rahnuma " + BuildVersion.text()};
        }
    }
}
