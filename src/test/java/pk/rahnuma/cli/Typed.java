package pk.rahnuma.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import pk.rahnuma.House;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.cli.boot.Refused;

/// Commands as somebody types them.
public final class Typed {

    private Typed() {}

    /// What a command prints, or its one line of refusal after an exclamation mark.
    public static String run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (!(failure instanceof Refused)) {
                        throw failure;
                    }
                    out.append("! ").append(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
        return out.toString().strip();
    }

    /// For a command beside the running server.
    public static Opening beside(House house) {
        return work -> {
            try (Opened opened = Boot.open(house.settings())) {
                return work.apply(opened::get);
            }
        };
    }
}
