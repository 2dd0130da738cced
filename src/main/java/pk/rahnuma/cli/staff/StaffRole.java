package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;
import pk.rahnuma.staff.Role;

@Command(name = "role", description = "Change the role of a member, which ends their sessions.")
final class StaffRole extends StaffAct {

    @Parameters(index = "1", paramLabel = "ROLE", description = "agent, reviewer, supervisor, administrator or auditor")
    private String role;

    @Override
    String done(Opening.Beans beans, Accounts accounts, Member member, Instant now) {
        Role wanted = StaffAccounts.role(role);
        accounts.role(StaffAccounts.CONSOLE, member.id(), wanted, now);
        return member.name() + " is " + StaffAccounts.word(wanted) + " from now on.";
    }
}
