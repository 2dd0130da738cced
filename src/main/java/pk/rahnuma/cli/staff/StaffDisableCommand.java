package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

@Command(name = "disable", description = "Disable a member and sign them out at once. Their name stays reserved.")
final class StaffDisableCommand extends StaffMemberCommand {

    @Override
    String applyTo(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        accounts.disableMember(StaffCommand.COMMAND_LINE_ACTOR, member.id(), now);
        return member.name() + " is disabled, and signed out everywhere.";
    }
}
