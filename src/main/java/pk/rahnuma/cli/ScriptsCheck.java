package pk.rahnuma.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Loads all scripts and texts and says what is wrong with them.
@Command(
        name = "check",
        description = "Load all scripts and texts; say file, line and remedy of every problem",
        mixinStandardHelpOptions = true)
final class ScriptsCheck implements Callable<Integer> {

    @Mixin
    private Scripts.Chosen chosen;

    @Override
    public Integer call() {
        Scripts.Loaded loaded = chosen.load();
        System.out.println(loaded.library().current().size() + " scripts and "
                + loaded.library().texts().keys().size() + " texts in three languages: no problems");
        return 0;
    }
}
