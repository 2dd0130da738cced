package pk.rahnuma.cli.scripts;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.script.ScriptVersion;
import pk.rahnuma.script.ScriptVersionService;

@Command(
        name = "retire",
        description = "Retire an old version: people in the middle of it continue with the newest",
        mixinStandardHelpOptions = true)
final class ScriptsRetireCommand implements Callable<Integer> {

    @ParentCommand
    private ScriptsCommand scripts;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HASH", description = "The version's hash; `scripts versions` lists them")
    private String flow;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Your name, stored with the version")
    private String staffName;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(scripts.runWithBeans(beans -> {
            ScriptVersionService versions = beans.getBean(ScriptVersionService.class);
            ScriptVersion retired = versions.retireVersion(
                    flow, staffName, beans.getBean(Clock.class).instant());
            return retired.flow() + " of " + retired.script()
                    + " is retired from the next start of each server on. People in the middle of it "
                    + (versions.hasCurrentVersion(retired)
                            ? "continue with the newest version: valid answers are kept, only the others are"
                                    + " asked."
                            : "return to the menu, since there is no script " + retired.script() + " any more.");
        }));
        return 0;
    }
}
