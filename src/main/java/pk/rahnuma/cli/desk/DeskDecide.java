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
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.ApplicantReachService;
import pk.rahnuma.registration.decisions.Decisions;
import pk.rahnuma.registration.decisions.Proposals;

@Command(name = "decide", description = "Decide an application. The applicant is told in their chat and language.")
final class DeskDecide implements Callable<Integer> {

    @ParentCommand
    private Desk desk;

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
        Reference reference = Desk.reference(typed);
        List<Reason> codes = reasons.stream().map(DeskDecide::reason).toList();
        spec.commandLine().getOut().println(desk.in(beans -> {
            Decisions decisions = beans.get(Decisions.class);
            Move move = Move.read(act)
                    .orElseThrow(() -> new Refused("\"" + act + "\" is no act: expected one of "
                            + Words.among(decisions.possible(reference).stream().map(Move::word))));
            Proposals.Outcome outcome = beans.get(Proposals.class)
                    .decide(
                            reference,
                            new Decision(move, codes, note, authorityReference, fields),
                            who,
                            beans.get(Clock.class).instant());
            Application after = outcome.application();
            return after.reference().grouped()
                    + (outcome.waits()
                            ? " waits for somebody else to confirm it in the console."
                            : " is " + after.status() + ". "
                                    + Delivered.told(beans.get(ApplicantReachService.class)
                                            .findReach(after)));
        }));
        return 0;
    }

    private static Reason reason(String code) {
        return Reason.read(code)
                .orElseThrow(() -> new Refused("--reason " + code + " is none: expected one of "
                        + Words.among(Arrays.stream(Reason.values()))));
    }
}
