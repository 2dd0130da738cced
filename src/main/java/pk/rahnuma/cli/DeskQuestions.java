package pk.rahnuma.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.guidance.MissedQuestions;

@Command(
        name = "questions",
        description = "List the questions of the last 90 days that were not understood, the most frequent first.",
        footer = {
            "",
            "Whatever is no word of the answers stands as … in them. `nearest` is the topic that they were taken for,",
            "with its confidence; `meant` is what people chose when they were asked back."
        })
final class DeskQuestions implements Callable<Integer> {

    @ParentCommand
    private Desk desk;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many (${DEFAULT-VALUE})")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 1 || limit > 1000) {
            throw new Refused("--limit must be 1 to 1000");
        }
        spec.commandLine().getOut().println(desk.in(beans -> {
            List<MissedQuestions.Counted> found =
                    beans.get(MissedQuestions.class).list(limit);
            return found.isEmpty()
                    ? "Nothing to show."
                    : found.stream().map(DeskQuestions::line).collect(Collectors.joining(System.lineSeparator()));
        }));
        return 0;
    }

    private static String line(MissedQuestions.Counted one) {
        List<String> about = new ArrayList<>();
        if (one.nearest() != null) {
            about.add("nearest " + one.nearest() + " " + one.confidence() + " %");
        }
        one.meant().forEach((topic, times) -> about.add("meant " + topic + " " + times));
        if (one.none() > 0) {
            about.add("none of these " + one.none());
        }
        about.add("last " + Desk.time(one.last()).substring(0, "2026-11-24".length()));
        return "%5d  %-7s  %s  (%s)".formatted(one.times(), one.language(), one.question(), String.join(", ", about));
    }
}
