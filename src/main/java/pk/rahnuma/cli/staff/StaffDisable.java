package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;

@Command(name = "disable", description = "Disable a member. They are out at once; nobody else takes their name.")
final class StaffDisable extends StaffAct {

    @Override
    String done(Opening.Beans beans, Accounts accounts, Member member, Instant now) {
        accounts.disable(StaffAccounts.CONSOLE, member.id(), now);
        return member.name() + " is disabled, and signed out everywhere.";
    }
}
