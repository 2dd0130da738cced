package pk.rahnuma.cli.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;
import pk.rahnuma.staff.Role;

@Command(name = "role", description = "Change the roles of a member, which ends their sessions.")
final class StaffRole extends StaffAct {

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ROLE",
            description =
                    "All that they have from now on: agent, reviewer, supervisor, administrator, or auditor alone")
    private List<String> roles;

    @Override
    String done(Opening.Beans beans, Accounts accounts, Member member, Instant now) {
        Set<Role> wanted = StaffAccounts.roles(roles);
        accounts.changeRoles(StaffAccounts.CONSOLE, member.id(), wanted, now);
        return member.name() + " is " + StaffAccounts.words(wanted) + " from now on.";
    }
}
