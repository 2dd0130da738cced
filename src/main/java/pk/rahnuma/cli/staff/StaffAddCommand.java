package pk.rahnuma.cli.staff;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.StaffAccountService;

@Command(
        name = "add",
        description = "Add a member. Prints the link by which they set a password; the second factor follows then.")
final class StaffAddCommand implements Callable<Integer> {

    @ParentCommand
    private StaffCommand staff;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name for sign-in and for the history")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "agent, reviewer, supervisor, administrator or auditor; repeatable")
    private List<String> roles;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "Language that they can answer in: en, ur or ur-Latn; repeatable")
    private List<String> languages = List.of();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Topic of tickets that they know; repeatable")
    private List<String> topics = List.of();

    @Override
    public Integer call() {
        Set<StaffRole> wanted = StaffCommand.parseRoles(roles);
        spec.commandLine().getOut().println(staff.runWithBeans(beans -> {
            StaffInvitation invitation = beans.getBean(StaffAccountService.class)
                    .addMember(
                            StaffCommand.COMMAND_LINE_ACTOR,
                            name,
                            wanted,
                            languages,
                            topics,
                            beans.getBean(Clock.class).instant());
            return invitation.member().name() + " is " + StaffCommand.formatRoles(wanted) + ". "
                    + StaffCommand.describeInvitation(beans, invitation);
        }));
        return 0;
    }
}
