package pk.rahnuma.cli.scripts;

import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;
import pk.rahnuma.script.ScriptVersionService;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.UserErrorException;

/// Command group for script authors, which opens no database, and for operators who remove old versions.
@Command(
        name = "scripts",
        description = "Check, test and try scripts; list their versions, and retire one",
        mixinStandardHelpOptions = true,
        subcommands = {
            ScriptsCheckCommand.class, //
            ScriptsTestCommand.class,
            ScriptsPlayCommand.class,
            ScriptsExplainCommand.class,
            ScriptsDrawCommand.class,
            ScriptsVersionsCommand.class,
            ScriptsRetireCommand.class
        })
public final class ScriptsCommand {

    /// Options that select the scripts.
    static final class ScriptsOptions {
        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "${BOT_SCRIPTS:-}",
                description = "Folder of scripts (default: BOT_SCRIPTS, or else the packaged ones)")
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
                throw new UserErrorException("these scripts cannot be used: fix the problems above");
            }
        }
    }

    /// Loaded and checked scripts.
    record LoadedScripts(
            ScriptSources sources, Map<String, ActionType> actions, ScriptLibrary library, ContentLoader scripts) {}

    private final CommandRunner runner;

    ScriptsCommand() {
        this(CommandRunner::runOnConfiguredDatabase);
    }

    ScriptsCommand(CommandRunner runner) {
        this.runner = runner;
    }

    /// Runs a piece of work with the beans.
    ///
    /// @return output of the work
    String runWithBeans(Function<CommandRunner.BeanLookup, String> work) {
        try {
            return runner.runWithBeans(work);
        } catch (ScriptVersionService.NotRetiredException e) {
            throw new UserErrorException(e.getMessage());
        }
    }
}
