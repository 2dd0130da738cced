package pk.rahnuma.cli.staff;

import picocli.CommandLine.Command;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.faq.QuestionEndingRepository;
import pk.rahnuma.startup.CommandRunner;

@Command(
        name = "answers",
        description = "List how the questions of the last 90 days ended, the most frequent first.",
        footer = {
            "",
            "`helped` and `not_helped` are what people said about the answer, `chosen_by_model` how often the language model"
                    + " chose its topic; the others are explained in docs/answers.md."
        })
final class DeskAnswersCommand extends DeskOutputCommand {

    @Override
    String formatRows(CommandRunner.BeanLookup beans, int rows) {
        return LimitOption.formatLines(
                beans.getBean(QuestionEndingRepository.class).countEndings(rows), DeskAnswersCommand::formatLine);
    }

    private static String formatLine(QuestionEndingRepository.EndingCount one) {
        return "%7d  %-7s  %-16s  %s"
                .formatted(one.times(), one.language(), one.ending(), one.topic() == null ? "" : one.topic())
                .stripTrailing();
    }
}
