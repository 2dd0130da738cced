package pk.rahnuma.cli.staff;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.Limit;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Member;

@Command(name = "list", description = "List the staff by name: roles, what is set up, languages and topics.")
final class StaffList implements Callable<Integer> {

    @ParentCommand
    private StaffAccounts staff;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(staff.in(beans -> Limit.lines(beans.get(Accounts.class).all(), StaffList::line)));
        return 0;
    }

    private static String line(Member member) {
        return "%-24s  %-13s  %-10s  since %s  %s"
                .formatted(
                        member.name(),
                        StaffAccounts.words(member.roles()),
                        state(member),
                        Words.time(member.createdAt()),
                        String.join(" ", member.languages())
                                + (member.topics().isEmpty() ? "" : ": " + String.join(" ", member.topics())))
                .stripTrailing();
    }

    private static String state(Member member) {
        if (!member.enabled()) {
            return "disabled";
        }
        if (!member.passwordSet()) {
            return "invited";
        }
        return member.secondFactor() ? "active" : "no factor";
    }
}
