package pk.rahnuma.cli.staff;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.cli.terminal.LimitOption;
import pk.rahnuma.cli.terminal.TerminalOutput;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandRunner;

@Command(name = "list", description = "List entries, the newest first. They contain no personal data.")
final class AuditListCommand implements Callable<Integer> {

    private static final int MAX_ROWS = 10_000;
    private static final DateTimeFormatter TIME_FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(WorkingCalendar.PAKISTAN_ZONE);

    @ParentCommand
    private AuditCommand auditCommand;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--about",
            paramLabel = "X",
            description = "Only entries about this: a reference, a ticket number, or the name of a member of staff")
    private String about;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Only entries by this member of staff, or by console or clock")
    private String staffName;

    @Mixin
    private LimitOption limit;

    @Override
    public Integer call() {
        int most = limit.resolveLimit(MAX_ROWS);
        spec.commandLine().getOut().println(auditCommand.runWithBeans(beans -> {
            List<AuditEntry> found = beans.getBean(AuditLog.class).findLatest(findIds(beans), staffName, 0, most);
            TerminalOutput page = new TerminalOutput();
            found.forEach(entry -> page.addLine("%s", formatLine(entry)));
            return found.isEmpty() ? "Nothing to show." : page.toText().stripTrailing();
        }));
        return 0;
    }

    /// All ids that the typed text may mean.
    private List<String> findIds(CommandRunner.BeanLookup beans) {
        List<String> ids = new ArrayList<>();
        if (about != null) {
            ids.add(about.strip());
            Reference.parseText(about).map(Reference::symbols).ifPresent(ids::add);
            beans.getBean(StaffAccountService.class)
                    .findByName(about)
                    .map(member -> Long.toString(member.id()))
                    .ifPresent(ids::add);
        }
        return ids;
    }

    private static String formatLine(AuditEntry entry) {
        return "%s  %-16s  %-24s  %s%s"
                .formatted(
                        formatTime(entry.at()),
                        entry.who(),
                        entry.what(),
                        entry.about(),
                        entry.detail() == null ? "" : "  " + entry.detail());
    }

    private static String formatTime(Instant at) {
        return TIME_FORMAT.format(at);
    }
}
