package pk.rahnuma.cli.desk;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.faq.QuestionEndingRepository;

@Command(
        name = "answers",
        description = "List how the questions of the last 90 days ended, the most frequent first.",
        footer = {
            "",
            "`helped` and `not_helped` are what people said about the answer; the others are explained in docs/answers.md."
        })
final class DeskAnswersCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LimitOption limit;

    @Override
    public Integer call() {
        int most = limit.resolveLimit(1000);
        spec.commandLine()
                .getOut()
                .println(desk.runWithBeans(beans -> LimitOption.formatLines(
                        beans.getBean(QuestionEndingRepository.class).countEndings(most), DeskAnswersCommand::line)));
        return 0;
    }

    private static String line(QuestionEndingRepository.EndingCount one) {
        return "%7d  %-7s  %-16s  %s"
                .formatted(one.times(), one.language(), one.ending(), one.topic() == null ? "" : one.topic())
                .stripTrailing();
    }
}
