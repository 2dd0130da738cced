package pk.rahnuma.cli.scripts;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.dialog.script.Drawing;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;

/// Draws scripts for their authors.
@Command(
        name = "draw",
        description = "Draw a script, or how all scripts lead to each other, as a Mermaid flowchart",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Put the output into a block of Markdown marked mermaid, or into the editor at https://mermaid.live."
        })
final class ScriptsDraw implements Callable<Integer> {

    @Mixin
    private Scripts.Chosen chosen;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The script; without it, all of them")
    private String name;

    @Override
    public Integer call() {
        Library library = chosen.load().library();
        spec.commandLine().getOut().print(drawn(library));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String drawn(Library library) {
        if (name == null) {
            return Drawing.of(library.current(), library.texts());
        }
        Script script = library.current(name);
        if (script == null) {
            throw new Refused("there is no script \"" + name + "\": expected one of "
                    + Words.among(library.current().stream().map(Script::name).sorted()));
        }
        return Drawing.of(script, library.texts());
    }
}
