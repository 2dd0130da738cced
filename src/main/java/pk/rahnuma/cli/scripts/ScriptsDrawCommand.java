package pk.rahnuma.cli.scripts;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptDiagram;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.startup.UserErrorException;

/// Draws scripts as diagrams for their authors.
@Command(
        name = "draw",
        description = "Draw a script, or how all scripts lead to each other, as a Mermaid flowchart",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Put the output into a block of Markdown marked mermaid, or into the editor at https://mermaid.live."
        })
final class ScriptsDrawCommand implements Callable<Integer> {

    @Mixin
    private ScriptsCommand.ScriptsOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The script; without it, all of them")
    private String name;

    @Override
    public Integer call() {
        ScriptLibrary library = options.loadScripts().library();
        spec.commandLine().getOut().print(drawScripts(library));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String drawScripts(ScriptLibrary library) {
        if (name == null) {
            return ScriptDiagram.drawScripts(library.currentScripts(), library.texts());
        }
        Script script = library.findCurrent(name);
        if (script == null) {
            throw new UserErrorException("there is no script \"" + name + "\": expected one of "
                    + TerminalFormat.joinChoices(
                            library.currentScripts().stream().map(Script::name).sorted()));
        }
        return ScriptDiagram.drawScripts(script, library.texts());
    }
}
