package pk.rahnuma.cli.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.startup.CommandRunner;

@Command(name = "role", description = "Change the roles of a member, which ends their sessions.")
final class StaffRoleCommand extends StaffMemberCommand {

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ROLE",
            description =
                    "All that they have from now on: agent, reviewer, supervisor, administrator, or auditor alone")
    private List<String> roles;

    @Override
    String done(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        Set<StaffRole> wanted = StaffCommand.roles(roles);
        accounts.changeRoles(StaffCommand.CONSOLE, member.id(), wanted, now);
        return member.name() + " is " + StaffCommand.words(wanted) + " from now on.";
    }
}
