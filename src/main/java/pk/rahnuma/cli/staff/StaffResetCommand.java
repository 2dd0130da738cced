package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

@Command(
        name = "reset",
        description = "Reset password and second factor of a member, end their sessions, and print a new link.")
final class StaffResetCommand extends StaffMemberCommand {

    @Override
    String applyTo(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        StaffInvitation invitation = accounts.resetCredentials(StaffCommand.COMMAND_LINE_ACTOR, member.id(), now);
        return member.name() + " has to set up the account again. "
                + StaffCommand.describeInvitation(beans, invitation);
    }
}
