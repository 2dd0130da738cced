package pk.rahnuma.cli.staff;

import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import pk.rahnuma.cli.boot.Opening;

/// The audit log from a terminal, beside the server or without it.
@Command(
        name = "audit",
        description = "Who did what: check that the log is whole, and read it.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {AuditVerify.class, AuditList.class})
public final class AuditLog {

    private final Opening opening;

    AuditLog() {
        this(Opening::house);
    }

    AuditLog(Opening opening) {
        this.opening = opening;
    }

    /// @return what the work has to say
    String in(Function<Opening.Beans, String> work) {
        return opening.work(work);
    }
}
