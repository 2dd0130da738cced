package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.boot.Opening;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.terminal.Limit;
import pk.rahnuma.cli.terminal.Page;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.registration.Staff;
import pk.rahnuma.turn.Letters;
import pk.rahnuma.turn.Letters.Retry;

@Command(
        name = "letters",
        description = "List messages that failed by themselves and were set aside, the oldest first. Shows nothing"
                + " personal.")
final class DeskLetters implements Callable<Integer> {

    private static final int MOST = 1000;
    private static final int WHY = 300;
    private static final String NUMBER = "As `desk letters` lists it and its sender was told";
    private static final String NAME = "Your name, for the audit log";

    @ParentCommand
    private Desk desk;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Limit limit;

    @Override
    public Integer call() {
        int most = limit.upTo(MOST);
        return print(beans -> Limit.lines(beans.get(Letters.class).list(most), DeskLetters::line));
    }

    @Command(name = "show", description = "Show what is in one. The audit log keeps who looked.")
    Integer show(
            @Parameters(paramLabel = "NUMBER", description = NUMBER) String typed,
            @Option(names = "--as", paramLabel = "NAME", required = true, description = NAME) String who) {
        long id = id(typed);
        return print(beans -> {
            Letters.Opened opened = beans.get(Letters.class)
                    .read(id, Staff.name(who), beans.get(Clock.class).instant())
                    .orElseThrow(() -> none(typed));
            Page page = new Page();
            page.line("%s", line(opened.letter()));
            page.head("Content");
            page.line("  %s", opened.content());
            return page.text().stripTrailing();
        });
    }

    @Command(
            name = "retry",
            description = "Work on one again, as if it came now. If it is answered, it is gone; if it fails again, it"
                    + " stays.")
    Integer retry(
            @Parameters(paramLabel = "NUMBER", description = NUMBER) String typed,
            @Option(names = "--as", paramLabel = "NAME", required = true, description = NAME) String who) {
        long id = id(typed);
        return print(beans -> {
            Retry retry = beans.get(Letters.class)
                    .retry(id, Staff.name(who), beans.get(Clock.class).instant());
            return switch (retry) {
                case Retry.Done done ->
                    number(typed) + " is worked on, with " + done.replies() + " messages to its sender. Its ticket is"
                            + " answered.";
                case Retry.None none -> throw none(typed);
                case Retry.Behind behind ->
                    throw new Refused("the same person wrote " + behind.first().number() + " before: retry or drop that"
                            + " first");
                case Retry.Failed failed ->
                    throw new Refused(number(typed) + " failed again, and stays: " + failed.failure());
            };
        });
    }

    @Command(name = "drop", description = "Let one go for good. Its ticket stays, so that its sender is answered.")
    Integer drop(
            @Parameters(paramLabel = "NUMBER", description = NUMBER) String typed,
            @Option(
                            names = "--why",
                            paramLabel = "TEXT",
                            required = true,
                            description = "For the audit log; nothing personal")
                    String why,
            @Option(names = "--as", paramLabel = "NAME", required = true, description = NAME) String who) {
        long id = id(typed);
        if (why.isBlank() || why.length() > WHY) {
            throw new Refused("--why must have 1 to " + WHY + " characters");
        }
        return print(beans -> {
            Letters.Letter dropped = beans.get(Letters.class)
                    .drop(
                            id,
                            Staff.name(who),
                            why.strip(),
                            beans.get(Clock.class).instant())
                    .orElseThrow(() -> none(typed));
            return dropped.number() + " is dropped. Its ticket stays.";
        });
    }

    private Integer print(Function<Opening.Beans, String> work) {
        spec.commandLine().getOut().println(desk.in(work));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String line(Letters.Letter letter) {
        return "%s  %s  %-8s  %s"
                .formatted(
                        letter.number(),
                        Words.time(letter.at()),
                        letter.channel() == null ? "-" : letter.channel().name().toLowerCase(Locale.ROOT),
                        letter.failure());
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
            // Said below.
        }
        throw new Refused("\"" + typed + "\" is no number of a letter: expected one that `desk letters` lists");
    }

    private static Refused none(String typed) {
        return new Refused("there is no letter " + number(typed));
    }
}
