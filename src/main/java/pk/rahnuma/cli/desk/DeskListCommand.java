package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.decision.ApplicationQueryService;
import pk.rahnuma.startup.settings.UserErrorException;

@Command(name = "list", description = "List applications, those that are due first. Shows nothing personal.")
final class DeskListCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only applications in this status, such as SCREENING")
    private String status;

    @Mixin
    private LimitOption limit;

    @Override
    public Integer call() {
        List<ApplicationStatus> statuses = status == null ? List.of() : List.of(read(status));
        int most = limit.resolveLimit(LimitOption.UNLIMITED);
        spec.commandLine().getOut().println(desk.runWithBeans(beans -> {
            Instant now = beans.getBean(Clock.class).instant();
            return LimitOption.formatLines(
                    beans.getBean(ApplicationQueryService.class).listApplications(statuses, 0, most),
                    a -> line(a, now));
        }));
        return 0;
    }

    private static String line(Application a, Instant now) {
        boolean late = a.dueAt() != null && a.dueAt().isBefore(now);
        return "%s  %-16s  since %s  due %-16s%s  %s"
                .formatted(
                        a.reference().toGroupedText(),
                        a.status(),
                        TerminalFormat.formatTime(a.since()),
                        TerminalFormat.formatTime(a.dueAt()),
                        late ? " LATE" : "",
                        a.language());
    }

    private static ApplicationStatus read(String typed) {
        String name = typed.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(ApplicationStatus.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserErrorException("--status " + typed + " is unknown: expected one of "
                        + TerminalFormat.joinChoices(Arrays.stream(ApplicationStatus.values()))));
    }
}
