package pk.rahnuma.cli.scripts;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.script.ScriptVersion;
import pk.rahnuma.script.ScriptVersionService;

@Command(
        name = "versions",
        description = "List the versions of all scripts that were ever served, the newest first",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "BOT_SCRIPTS determines which versions are current: set it to the server's value. People in the middle of an"
                    + " older version continue with it, unless that version cannot be used."
        })
final class ScriptsVersionsCommand implements Callable<Integer> {

    @ParentCommand
    private ScriptsCommand scripts;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(scripts.runWithBeans(beans -> beans.getBean(ScriptVersionService.class).findAll().stream()
                        .map(ScriptsVersionsCommand::formatLine)
                        .collect(Collectors.joining(System.lineSeparator()))));
        return 0;
    }

    private static String formatLine(ScriptVersion version) {
        return "%-24s  %s  first loaded %s  %s"
                .formatted(
                        version.script(),
                        version.flow(),
                        TerminalFormat.formatTime(version.loaded()),
                        formatState(version));
    }

    private static String formatState(ScriptVersion version) {
        return switch (version.state()) {
            case CURRENT -> "current";
            case OLDER -> "older";
            case LOST -> "cannot be used: " + version.note();
            case RETIRED -> "retired %s by %s".formatted(TerminalFormat.formatTime(version.retired()), version.note());
        };
    }
}
