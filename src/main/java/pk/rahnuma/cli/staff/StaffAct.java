package pk.rahnuma.cli.staff;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;

/// A command that does one thing to one member of staff, and says what came of it.
abstract class StaffAct implements Callable<Integer> {

    @ParentCommand
    private StaffAccounts staff;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The member's name")
    private String name;

    /// @return the line that is printed
    abstract String done(Opening.Beans beans, Accounts accounts, Member member, Instant now);

    @Override
    public final Integer call() {
        spec.commandLine()
                .getOut()
                .println(staff.in(beans -> done(
                        beans,
                        beans.get(Accounts.class),
                        StaffAccounts.named(beans, name),
                        beans.get(Clock.class).instant())));
        return 0;
    }
}
