package pk.rahnuma.cli.staff;

import java.time.Instant;
import picocli.CommandLine.Command;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;

@Command(
        name = "enable",
        description = "Let a disabled member in again, with the password and second factor of before.")
final class StaffEnable extends StaffAct {

    @Override
    String done(Opening.Beans beans, Accounts accounts, Member member, Instant now) {
        accounts.enable(StaffAccounts.CONSOLE, member.id(), now);
        return member.name() + " may sign in.";
    }
}
