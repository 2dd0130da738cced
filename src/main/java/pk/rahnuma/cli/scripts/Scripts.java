package pk.rahnuma.cli.scripts;

import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.ScriptsInvalid;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.guidance.ActionTypes;
import pk.rahnuma.guidance.CurrentScripts;
import pk.rahnuma.guidance.Folder;
import pk.rahnuma.guidance.Versions;

/// What authors of scripts need, which touches no data, and what operators need to let go of old versions.
@Command(
        name = "scripts",
        description = "Check, test and try scripts; list their versions, and retire one",
        mixinStandardHelpOptions = true,
        subcommands = {
            ScriptsCheck.class, //
            ScriptsTest.class,
            ScriptsPlay.class,
            ScriptsDraw.class,
            ScriptsVersions.class,
            ScriptsRetire.class
        })
public final class Scripts {

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
            Sources sources = Folder.read(folder);
            try {
                scripts.answers();
                return new Loaded(sources, ActionTypes.all(), Library.load(sources, ActionTypes.all()), scripts);
            } catch (ScriptsInvalid e) {
                e.problems().forEach(System.err::println);
                throw new Refused("these scripts cannot be used: mend what is named above");
            }
        }
    }

    /// Scripts that check.
    record Loaded(Sources sources, Map<String, ActionType> actions, Library library, CurrentScripts scripts) {}

    private final Opening opening;

    Scripts() {
        this(Opening::house);
    }

    Scripts(Opening opening) {
        this.opening = opening;
    }

    /// @return what the work has to say
    String in(Function<Opening.Beans, String> work) {
        try {
            return opening.work(work);
        } catch (Versions.NotRetired e) {
            throw new Refused(e.getMessage());
        }
    }
}
