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

@Command(name = "decide", description = "Decide an application. The applicant is told in their chat and language.")
final class DeskDecideCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REF", description = "The application's reference")
    private String typed;

    @Parameters(index = "1", paramLabel = "ACT", description = "What to do; `desk show` lists what is possible now")
    private String act;

    @Option(names = "--reason", paramLabel = "CODE", description = "Why, as DOCUMENT_MISSING; can be given again")
    private List<String> reasons = List.of();

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "With ask: an answer to give again, as subscriber_id; can be given again. Without it, the"
                    + " answers that the reasons are about")
    private List<String> fields = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "To the applicant, in the applicant's language")
    private String note;

    @Option(
            names = "--authority-reference",
            paramLabel = "R",
            description = "With approve: what the authority calls it")
    private String authorityReference;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Your name, for history and audit log")
    private String who;

    @Override
    public Integer call() {
        Reference reference = DeskCommand.parseReference(typed);
        List<DecisionReason> codes =
                reasons.stream().map(DeskDecideCommand::reason).toList();
        spec.commandLine().getOut().println(desk.runWithBeans(beans -> {
            ApplicationDecisionService decisions = beans.getBean(ApplicationDecisionService.class);
            ApplicationTransition move = ApplicationTransition.parseWord(act)
                    .orElseThrow(() -> new UserErrorException("\"" + act + "\" is no act: expected one of "
                            + TerminalFormat.joinChoices(decisions.findAllowedTransitions(reference).stream()
                                    .map(ApplicationTransition::toWord))));
            DecisionProposalService.DecisionOutcome outcome = beans.getBean(DecisionProposalService.class)
                    .decide(
                            reference,
                            new ApplicationDecision(move, codes, note, authorityReference, fields),
                            who,
                            beans.getBean(Clock.class).instant());
            Application after = outcome.application();
            return after.reference().toGroupedText()
                    + (outcome.waits()
                            ? " waits for somebody else to confirm it in the console."
                            : " is " + after.status() + ". "
                                    + DeliveryStatusText.describeNotification(beans.getBean(ApplicantReachService.class)
                                            .findReach(after)));
        }));
        return 0;
    }

    private static DecisionReason reason(String code) {
        return DecisionReason.parseCode(code)
                .orElseThrow(() -> new UserErrorException("--reason " + code + " is none: expected one of "
                        + TerminalFormat.joinChoices(Arrays.stream(DecisionReason.values()))));
    }
}
