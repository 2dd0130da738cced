package pk.rahnuma.cli.staff;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

/// Base of commands that change one member of staff and print the result.
abstract class StaffMemberCommand implements Callable<Integer> {

    @ParentCommand
    private StaffCommand staff;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The member's name")
    private String name;

    /// Applies the change.
    ///
    /// @return the line to print
    abstract String applyTo(
            CommandRunner.BeanLookup beans, StaffAccountService accounts, StaffMember member, Instant now);

    @Override
    public final Integer call() {
        spec.commandLine()
                .getOut()
                .println(staff.runWithBeans(beans -> applyTo(
                        beans,
                        beans.getBean(StaffAccountService.class),
                        StaffCommand.findMember(beans, name),
                        beans.getBean(Clock.class).instant())));
        return 0;
    }
}
