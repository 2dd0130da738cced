package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

@Command(
        name = "reset",
        description = "Take password and second factor from a member, end their sessions, and print a new link.")
final class StaffResetCommand extends StaffMemberCommand {

    @Override
    String applyTo(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        StaffInvitation invitation = accounts.resetCredentials(StaffCommand.COMMAND_LINE_ACTOR, member.id(), now);
        return member.name() + " begins anew. " + StaffCommand.describeInvitation(beans, invitation);
    }
}
