package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.startup.CommandRunner;

@Command(
        name = "reset",
        description = "Take password and second factor from a member, end their sessions, and print a new link.")
final class StaffResetCommand extends StaffMemberCommand {

    @Override
    String done(CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now) {
        StaffInvitation invitation = accounts.reset(StaffCommand.CONSOLE, member.id(), now);
        return member.name() + " begins anew. " + StaffCommand.told(beans, invitation);
    }
}
