package pk.rahnuma.cli.staff;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.faq.UnansweredQuestionRepository;
import pk.rahnuma.startup.CommandRunner;

@Command(
        name = "questions",
        description = "List the questions of the last 90 days that were not understood, the most frequent first.",
        footer = {
            "",
            "Words that the answers do not contain are replaced by …. `nearest` is the topic that matched best,",
            "with its confidence; `meant` is the topic that people then chose from the closest ones."
        })
final class DeskQuestionsCommand extends DeskOutputCommand {

    @Override
    String formatRows(CommandRunner.BeanLookup beans, int rows) {
        return LimitOption.formatLines(
                beans.getBean(UnansweredQuestionRepository.class).findMostFrequent(rows),
                DeskQuestionsCommand::formatLine);
    }

    private static String formatLine(UnansweredQuestionRepository.QuestionCount one) {
        List<String> about = new ArrayList<>();
        if (one.nearest() != null) {
            about.add("nearest " + one.nearest() + " " + one.confidence() + " %");
        }
        one.meant().forEach((topic, times) -> about.add("meant " + topic + " " + times));
        if (one.none() > 0) {
            about.add("none of these " + one.none());
        }
        about.add("last " + TerminalFormat.formatTime(one.last()).substring(0, "2026-11-24".length()));
        return "%5d  %-7s  %s  (%s)".formatted(one.times(), one.language(), one.question(), String.join(", ", about));
    }
}
