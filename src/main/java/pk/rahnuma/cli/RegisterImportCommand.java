package pk.rahnuma.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.register.importing.EntryOutcome;
import pk.rahnuma.register.importing.ImportReport;
import pk.rahnuma.register.importing.RegisterImportService;
import pk.rahnuma.register.importing.RegisterList;
import pk.rahnuma.register.importing.RegisterListReader;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.ImportSource;
import pk.rahnuma.shared.DomainException;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.StartupErrorMessages;
import pk.rahnuma.startup.UserErrorException;

@Command(
        name = "import",
        description = "Import a list of registrations (CSV). What is there already is found again, so that an"
                + " interrupted import is started again. Exits with 1 when a row was not imported.")
final class RegisterImportCommand implements Callable<Integer> {

    @ParentCommand
    private RegisterCommand register;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "List in CSV; 'register example' writes one")
    private Path file;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            required = true,
            description = "Name of the list, for the history of its lines")
    private String source;

    @Option(names = "--date", paramLabel = "DATE", required = true, description = "Day of the list, as 2024-11-01")
    private LocalDate date;

    @Option(names = "--dry-run", description = "Change nothing, and report what would change")
    private boolean dryRun;

    private long stored;
    private boolean complete;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(register.runner().runWithBeans(beans -> {
            ImportReport result = importList(beans, new TerminalProgress(out));
            complete = result.isComplete();
            return describeResult(result);
        }));
        out.flush();
        return complete ? 0 : 1;
    }

    private ImportReport importList(CommandRunner.BeanLookup beans, TerminalProgress progress) {
        RegisterImportService imports = beans.getBean(RegisterImportService.class);
        Instant now = beans.getBean(Clock.class).instant();
        try {
            imports.requireRegister();
            requireSource(now);
            RegisterList list = beans.getBean(RegisterListReader.class).readList(file, WorkingCalendar.dayOf(now));
            return dryRun
                    ? imports.previewImport(list, size -> progress.countRows(size, source))
                    : imports.importList(list, new ImportSource(source.strip(), date), now, size -> {
                        progress.countRows(size, source);
                        stored += size;
                    });
        } catch (DomainException e) {
            throw new UserErrorException("register import: " + e.getMessage());
        } catch (RuntimeException e) {
            throw e instanceof UserErrorException refused
                    ? refused
                    : new UserErrorException("register import: stopped after %,d rows, which are stored: %s. Start it"
                                    .formatted(stored, StartupErrorMessages.errorLine(e))
                            + " again, and it goes on");
        }
    }

    private void requireSource(Instant now) {
        if (source.isBlank() || source.strip().length() > ImportSource.MAX_NAME_LENGTH) {
            throw new UserErrorException(
                    "register import: --source is a name of 1 to " + ImportSource.MAX_NAME_LENGTH + " characters");
        }
        if (date.isAfter(WorkingCalendar.dayOf(now))) {
            throw new UserErrorException("register import: --date is in the future");
        }
    }

    private String describeResult(ImportReport result) {
        StringBuilder text = new StringBuilder();
        result.findings().forEach(finding -> text.append(finding).append(System.lineSeparator()));
        text.append((dryRun ? "Nothing was changed. The import would give:%n" : "Imported:%n").formatted());
        for (EntryOutcome outcome : EntryOutcome.values()) {
            text.append("  %-10s %,9d%n".formatted(outcome.toWord(), result.countRows(outcome)));
        }
        return text.append("  new holders%,9d%n".formatted(result.newHolders())).toString();
    }
}
