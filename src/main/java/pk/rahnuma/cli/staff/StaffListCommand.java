package pk.rahnuma.cli.staff;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.StaffAccountService;

@Command(name = "list", description = "List the staff by name: roles, what is set up, languages and topics.")
final class StaffListCommand implements Callable<Integer> {

    @ParentCommand
    private StaffCommand staff;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(staff.runWithBeans(beans -> LimitOption.formatLines(
                        beans.getBean(StaffAccountService.class).listMembers(), StaffListCommand::formatLine)));
        return 0;
    }

    private static String formatLine(StaffMember member) {
        return "%-24s  %-13s  %-10s  since %s  %s"
                .formatted(
                        member.name(),
                        StaffCommand.formatRoles(member.roles()),
                        formatState(member),
                        TerminalFormat.formatTime(member.createdAt()),
                        String.join(" ", member.languages())
                                + (member.topics().isEmpty() ? "" : ": " + String.join(" ", member.topics())))
                .stripTrailing();
    }

    private static String formatState(StaffMember member) {
        if (!member.isEnabled()) {
            return "disabled";
        }
        if (!member.passwordSet()) {
            return "invited";
        }
        return member.secondFactor() ? "active" : "no factor";
    }
}
