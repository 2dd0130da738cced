package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.settings.UserErrorException;

@Command(name = "decide", description = "Decide an application. The applicant is notified in their chat and language.")
final class DeskDecideCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REF", description = "The application's reference")
    private String typed;

    @Parameters(index = "1", paramLabel = "ACT", description = "Action to take; `desk show` lists the possible ones")
    private String act;

    @Option(names = "--reason", paramLabel = "CODE", description = "Reason, such as DOCUMENT_MISSING; repeatable")
    private List<String> reasons = List.of();

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "With ask: an answer to correct, such as subscriber_id; repeatable. Without it, the"
                    + " answers that the reasons are about")
    private List<String> fields = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "Note to the applicant, in the applicant's language")
    private String note;

    @Option(
            names = "--authority-reference",
            paramLabel = "R",
            description = "With approve: the authority's own reference")
    private String authorityReference;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Your name, for history and audit log")
    private String staffName;

    @Override
    public Integer call() {
        Reference reference = DeskCommand.parseReference(typed);
        List<DecisionReason> codes =
                reasons.stream().map(DeskDecideCommand::reason).toList();
        spec.commandLine().getOut().println(desk.runWithBeans(beans -> {
            ApplicationDecisionService decisions = beans.getBean(ApplicationDecisionService.class);
            ApplicationTransition move = ApplicationTransition.parseWord(act)
                    .orElseThrow(() -> new UserErrorException("\"" + act + "\" is not an action: expected one of "
                            + TerminalFormat.joinChoices(decisions.findAllowedTransitions(reference).stream()
                                    .map(ApplicationTransition::toWord))));
            DecisionProposalService.DecisionOutcome outcome = beans.getBean(DecisionProposalService.class)
                    .decide(
                            reference,
                            new ApplicationDecision(move, codes, note, authorityReference, fields),
                            staffName,
                            beans.getBean(Clock.class).instant());
            Application after = outcome.application();
            return after.reference().toGroupedText()
                    + (outcome.waits()
                            ? " waits for a second member of staff to confirm it in the console."
                            : " is " + after.status() + ". "
                                    + DeliveryStatusText.describeNotification(beans.getBean(ApplicantReachService.class)
                                            .findReach(after)));
        }));
        return 0;
    }

    private static DecisionReason reason(String code) {
        return DecisionReason.parseCode(code)
                .orElseThrow(() -> new UserErrorException("--reason " + code + " is unknown: expected one of "
                        + TerminalFormat.joinChoices(Arrays.stream(DecisionReason.values()))));
    }
}
