package pk.rahnuma.cli.staff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.audit.AuditSealService;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.startup.CommandRunner;
import pk.rahnuma.startup.UserErrorException;

@Command(
        name = "verify",
        description = {
            "Verify the whole log: no entry is changed, missing or in another order.",
            "The last line is a seal. Keep it elsewhere; with --seal, a later run proves that nothing before it is"
                    + " gone."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    /// Maximum number of faults that are printed.
    private static final int MAX_REPORTED_FAULTS = 50;

    @ParentCommand
    private AuditCommand auditCommand;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seal", paramLabel = "NUMBER:HEX", description = "Seal from an earlier run")
    private String kept;

    @Override
    public Integer call() {
        List<String> faults = new ArrayList<>();
        String found = auditCommand.runWithBeans(beans -> verifyLog(beans, faults));
        if (faults.isEmpty()) {
            spec.commandLine().getOut().println(found);
            return 0;
        }
        faults.stream().limit(MAX_REPORTED_FAULTS).forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().println(found);
        throw new UserErrorException("the audit log is not as it was written: " + faults.size()
                + (faults.size() == 1 ? " fault" : " faults"));
    }

    private String verifyLog(CommandRunner.BeanLookup beans, List<String> faults) {
        AuditLog.VerificationSummary walked = beans.getBean(AuditLog.class).verifyAll(faults::add, entries -> {});
        AuditSealService seals = beans.getBean(AuditSealService.class);
        AuditSealService.SealVerification verdict = seals.verifySeals(faults::add);
        if (kept != null && !seals.containsSeal(kept)) {
            faults.add("the seal from the earlier run is missing: the log was cut off, or this is another desk");
        }
        String all = "%d entries in %d chains, %s."
                .formatted(walked.entries(), walked.chains(), faults.isEmpty() ? "as they were written" : "checked");
        return all + System.lineSeparator() + describeSealing(verdict);
    }

    private static String describeSealing(AuditSealService.SealVerification verdict) {
        String open = verdict.open() == 0
                ? "No entry is newer."
                : "Newer, so that nothing shows yet if they are cut off: " + verdict.open() + ".";
        return verdict.last()
                .map(seal -> "Sealed until " + TerminalFormat.formatTime(seal.at()) + ". " + open
                        + System.lineSeparator() + "Seal " + seal.toText())
                .orElse("Nothing is sealed yet: a running server does it every minute.");
    }
}
