package pk.rahnuma.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.ScriptsInvalid;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.guidance.ActionTypes;
import pk.rahnuma.guidance.CurrentScripts;

/// What authors of scripts need; none of it touches data.
@Command(
        name = "scripts",
        description = "Check, test and try scripts",
        mixinStandardHelpOptions = true,
        subcommands = {
            ScriptsCheck.class, //
            ScriptsTest.class,
            ScriptsPlay.class
        })
final class Scripts {

    /// Which scripts.
    static final class Chosen {
        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "${BOT_SCRIPTS:-}",
                description = "The folder of scripts; by default BOT_SCRIPTS, or else the packaged ones")
        private String folder;

        Loaded load() {
            CurrentScripts scripts = new CurrentScripts(folder);
            try {
                return new Loaded(scripts.sources(), ActionTypes.all(), scripts.library(), scripts);
            } catch (ScriptsInvalid e) {
                e.problems().forEach(System.err::println);
                throw new Refused("these scripts cannot be used: mend what is named above");
            }
        }
    }

    /// Scripts that check.
    record Loaded(Sources sources, Map<String, ActionType> actions, Library library, CurrentScripts scripts) {}

    private Scripts() {}
}
