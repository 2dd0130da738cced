package pk.rahnuma.cli.scripts;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Loads all scripts, texts and FAQ answers, and reports their errors.
@Command(
        name = "check",
        description = "Load all scripts, texts and answers; print file, line and remedy of every problem",
        mixinStandardHelpOptions = true)
final class ScriptsCheckCommand implements Callable<Integer> {

    @Mixin
    private ScriptsCommand.ScriptsOptions options;

    @Override
    public Integer call() {
        ScriptsCommand.LoadedScripts loaded = options.loadScripts();
        System.out.println(loaded.library().currentScripts().size() + " scripts, "
                + loaded.library().texts().textKeys().size() + " texts and "
                + loaded.scripts().faqCatalog().listTopics().size() + " answers in three languages: no problems");
        return 0;
    }
}
