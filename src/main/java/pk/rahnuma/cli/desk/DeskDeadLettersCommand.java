package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.cli.terminal.TerminalOutput;
import pk.rahnuma.conversation.deadletter.DeadLetterService;
import pk.rahnuma.conversation.deadletter.DeadLetterService.RetryResult;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.settings.UserErrorException;

@Command(
        name = "letters",
        description = "List messages that could not be processed and were set aside, the oldest first. Shows nothing"
                + " personal.")
final class DeskDeadLettersCommand extends DeskOutputCommand {

    private static final int MAX_ROWS = 1000;
    private static final int MAX_REASON_LENGTH = 300;
    private static final String NUMBER_DESCRIPTION = "Number from `desk letters`, which its sender was shown too";
    private static final String NAME_DESCRIPTION = "Your name, for the audit log";

    DeskDeadLettersCommand() {
        super(MAX_ROWS);
    }

    @Override
    String formatRows(CommandRunner.BeanLookup beans, int rows) {
        return LimitOption.formatLines(
                beans.getBean(DeadLetterService.class).listDeadLetters(rows), DeskDeadLettersCommand::line);
    }

    @Command(name = "show", description = "Show the content of one. The audit log records who viewed it.")
    Integer showDeadLetter(
            @Parameters(paramLabel = "NUMBER", description = NUMBER_DESCRIPTION) String typed,
            @Option(names = "--as", paramLabel = "NAME", required = true, description = NAME_DESCRIPTION)
                    String staffName) {
        long id = id(typed);
        return print(beans -> {
            DeadLetterService.OpenedDeadLetter opened = beans.getBean(DeadLetterService.class)
                    .openDeadLetter(
                            id,
                            StaffNameRules.validateName(staffName),
                            beans.getBean(Clock.class).instant())
                    .orElseThrow(() -> none(typed));
            TerminalOutput page = new TerminalOutput();
            page.addLine("%s", line(opened.letter()));
            page.addHeading("Content");
            page.addLine("  %s", opened.content());
            return page.toText().stripTrailing();
        });
    }

    @Command(
            name = "retry",
            description = "Process one again, as if it arrived now. On success it is removed; if it fails again, it"
                    + " stays.")
    Integer retryDeadLetter(
            @Parameters(paramLabel = "NUMBER", description = NUMBER_DESCRIPTION) String typed,
            @Option(names = "--as", paramLabel = "NAME", required = true, description = NAME_DESCRIPTION)
                    String staffName) {
        long id = id(typed);
        return print(beans -> {
            RetryResult retry = beans.getBean(DeadLetterService.class)
                    .retryDeadLetter(
                            id,
                            StaffNameRules.validateName(staffName),
                            beans.getBean(Clock.class).instant());
            return switch (retry) {
                case RetryResult.Processed done ->
                    number(typed) + " is processed, with " + done.replies() + " messages to its sender. Its ticket is"
                            + " answered.";
                case RetryResult.NotFound none -> throw none(typed);
                case RetryResult.OlderExists behind ->
                    throw new UserErrorException("the same person wrote "
                            + behind.first().displayNumber() + " before: retry or drop that" + " first");
                case RetryResult.Failed failed ->
                    throw new UserErrorException(number(typed) + " failed again, and stays: " + failed.failure());
            };
        });
    }

    @Command(name = "drop", description = "Delete one for good. Its ticket stays, so that its sender gets an answer.")
    Integer dropDeadLetter(
            @Parameters(paramLabel = "NUMBER", description = NUMBER_DESCRIPTION) String typed,
            @Option(
                            names = "--why",
                            paramLabel = "TEXT",
                            required = true,
                            description = "Reason for the audit log, without personal data")
                    String why,
            @Option(names = "--as", paramLabel = "NAME", required = true, description = NAME_DESCRIPTION)
                    String staffName) {
        long id = id(typed);
        if (why.isBlank() || why.length() > MAX_REASON_LENGTH) {
            throw new UserErrorException("--why must have 1 to " + MAX_REASON_LENGTH + " characters");
        }
        return print(beans -> {
            DeadLetterService.DeadLetter dropped = beans.getBean(DeadLetterService.class)
                    .discardDeadLetter(
                            id,
                            StaffNameRules.validateName(staffName),
                            why.strip(),
                            beans.getBean(Clock.class).instant())
                    .orElseThrow(() -> none(typed));
            return dropped.displayNumber() + " is dropped. Its ticket stays.";
        });
    }

    private static String line(DeadLetterService.DeadLetter deadLetter) {
        return "%s  %s  %-8s  %s"
                .formatted(
                        deadLetter.displayNumber(),
                        TerminalFormat.formatTime(deadLetter.at()),
                        deadLetter.channel() == null
                                ? "-"
                                : deadLetter.channel().name().toLowerCase(Locale.ROOT),
                        deadLetter.failure());
    }

    private static String number(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    private static long id(String typed) {
        try {
            long id = Long.parseLong(typed.strip(), Character.MAX_RADIX);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new UserErrorException(
                "\"" + typed + "\" is no number of a letter: expected one that `desk letters` lists");
    }

    private static UserErrorException none(String typed) {
        return new UserErrorException("there is no letter " + number(typed));
    }
}
