package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Invitation;
import pk.rahnuma.staff.Member;

@Command(
        name = "reset",
        description = "Take password and second factor from a member, end their sessions, and print a new link.")
final class StaffReset extends StaffAct {

    @Override
    String done(Opening.Beans beans, Accounts accounts, Member member, Instant now) {
        Invitation invitation = accounts.reset(StaffAccounts.CONSOLE, member.id(), now);
        return member.name() + " begins anew. " + StaffAccounts.told(beans, invitation);
    }
}
