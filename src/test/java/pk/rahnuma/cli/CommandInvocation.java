package pk.rahnuma.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import pk.rahnuma.TestServer;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.UserErrorException;

/// Runs commands as from a terminal.
public final class CommandInvocation {

    private CommandInvocation() {}

    /// Output of a command, or its error line after an exclamation mark.
    public static String runCommand(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (!(failure instanceof UserErrorException)) {
                        throw failure;
                    }
                    out.append("! ").append(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
        return out.toString().strip();
    }

    /// Runner for a command beside the running server.
    public static CommandRunner besideServer(TestServer server) {
        return work -> {
            try (CommandContext opened = ContextBootstrap.openContext(server.settings())) {
                return work.apply(opened::getBean);
            }
        };
    }
}
