package pk.rahnuma.cli.desk;

import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.startup.CommandRunner;

/// A command of the desk that prints a list, with a limit.
abstract class DeskOutputCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LimitOption limit;

    private final int most;

    /// @param most highest limit that can be asked for
    DeskOutputCommand(int most) {
        this.most = most;
    }

    @Override
    public final Integer call() {
        int rows = limit.resolveLimit(most);
        return print(beans -> formatRows(beans, rows));
    }

    /// The list, as [LimitOption#formatLines] formats it.
    abstract String formatRows(CommandRunner.BeanLookup beans, int rows);

    final Integer print(Function<CommandRunner.BeanLookup, String> work) {
        spec.commandLine().getOut().println(desk.runWithBeans(work));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
