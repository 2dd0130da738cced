package pk.rahnuma.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;

@Command(
        name = "enable",
        description = "Let a disabled member in again, with the password and second factor of before.")
final class StaffEnable implements Callable<Integer> {

    @ParentCommand
    private StaffAccounts staff;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The member's name")
    private String name;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(staff.in(beans -> {
            Member member = StaffAccounts.named(beans, name);
            beans.get(Accounts.class)
                    .enable(
                            StaffAccounts.CONSOLE,
                            member.id(),
                            beans.get(Clock.class).instant());
            return member.name() + " may sign in.";
        }));
        return 0;
    }
}
