package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

@Command(
        name = "enable",
        description = "Enable a disabled member again, with their earlier password and second factor.")
final class StaffEnableCommand extends StaffMemberCommand {

    @Override
    String applyTo(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        accounts.enableMember(StaffCommand.COMMAND_LINE_ACTOR, member.id(), now);
        return member.name() + " may sign in.";
    }
}
