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
import pk.rahnuma.staff.Role;

@Command(name = "role", description = "Change the role of a member, which ends their sessions.")
final class StaffRole implements Callable<Integer> {

    @ParentCommand
    private StaffAccounts staff;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The member's name")
    private String name;

    @Parameters(index = "1", paramLabel = "ROLE", description = "agent, reviewer, supervisor, administrator or auditor")
    private String role;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(staff.in(beans -> {
            Member member = StaffAccounts.named(beans, name);
            Role wanted = StaffAccounts.role(role);
            beans.get(Accounts.class)
                    .role(
                            StaffAccounts.CONSOLE,
                            member.id(),
                            wanted,
                            beans.get(Clock.class).instant());
            return member.name() + " is " + StaffAccounts.word(wanted) + " from now on.";
        }));
        return 0;
    }
}
