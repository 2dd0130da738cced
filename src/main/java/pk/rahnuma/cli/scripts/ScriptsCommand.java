package pk.rahnuma.cli.scripts;

import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;
import pk.rahnuma.script.ScriptVersionService;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.settings.UserErrorException;

/// What authors of scripts need, which touches no data, and what operators need to let go of old versions.
@Command(
        name = "scripts",
        description = "Check, test and try scripts; list their versions, and retire one",
        mixinStandardHelpOptions = true,
        subcommands = {
            ScriptsCheckCommand.class, //
            ScriptsTestCommand.class,
            ScriptsPlayCommand.class,
            ScriptsDrawCommand.class,
            ScriptsVersionsCommand.class,
            ScriptsRetireCommand.class
        })
public final class ScriptsCommand {

    /// Which scripts.
    static final class ScriptsOptions {
        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "${BOT_SCRIPTS:-}",
                description = "The folder of scripts; by default BOT_SCRIPTS, or else the packaged ones")
        private String folder;

        LoadedScripts loadScripts() {
            ContentLoader scripts = new ContentLoader(folder);
            ScriptSources sources = ScriptFolderReader.readSources(folder);
            try {
                scripts.faqCatalog();
                return new LoadedScripts(
                        sources,
                        ActionTypeRegistry.loadAll(),
                        ScriptLibrary.loadChecked(sources, ActionTypeRegistry.loadAll()),
                        scripts);
            } catch (InvalidScriptsException e) {
                e.problems().forEach(System.err::println);
                throw new UserErrorException("these scripts cannot be used: mend what is named above");
            }
        }
    }

    /// Scripts that check.
    record LoadedScripts(
            ScriptSources sources, Map<String, ActionType> actions, ScriptLibrary library, ContentLoader scripts) {}

    private final CommandRunner opening;

    ScriptsCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    ScriptsCommand(CommandRunner opening) {
        this.opening = opening;
    }

    /// @return what the work has to say
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        try {
            return opening.runWithBeans(work);
        } catch (ScriptVersionService.NotRetiredException e) {
            throw new UserErrorException(e.getMessage());
        }
    }
}
