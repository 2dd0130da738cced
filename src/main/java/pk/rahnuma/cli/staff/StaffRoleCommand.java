package pk.rahnuma.cli.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

@Command(name = "role", description = "Change the roles of a member, which ends their sessions.")
final class StaffRoleCommand extends StaffMemberCommand {

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ROLE",
            description = "All roles from now on: agent, reviewer, supervisor, administrator, or auditor alone")
    private List<String> roles;

    @Override
    String applyTo(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        Set<StaffRole> wanted = StaffCommand.parseRoles(roles);
        accounts.changeRoles(StaffCommand.COMMAND_LINE_ACTOR, member.id(), wanted, now);
        return member.name() + " is " + StaffCommand.formatRoles(wanted) + " from now on.";
    }
}
