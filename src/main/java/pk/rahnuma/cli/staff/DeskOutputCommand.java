package pk.rahnuma.cli.staff;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.startup.CommandRunner;

/// A command of the desk that prints a list, with a limit.
abstract class DeskOutputCommand implements Callable<Integer> {

    private static final int MAX_ROWS = 1000;

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LimitOption limit;

    @Override
    public final Integer call() {
        int rows = limit.resolveLimit(MAX_ROWS);
        spec.commandLine().getOut().println(desk.runWithBeans(beans -> formatRows(beans, rows)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    /// The list, as [LimitOption#formatLines] formats it.
    abstract String formatRows(CommandRunner.BeanLookup beans, int rows);
}
