package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.cli.terminal.TerminalOutput;
import pk.rahnuma.messaging.LastMessageStatusRepository;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CommandLineTicketService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

@Command(name = "show", description = "Show an application or a ticket. The audit log keeps who looked.")
final class DeskShowCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "An application's reference, or a ticket's number")
    private String typed;

    @Option(names = "--reveal", description = "Show sensitive answers in full")
    private boolean reveal;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Your name, for the audit log")
    private String who;

    @Override
    public Integer call() {
        Reference reference = DeskCommand.reference(typed);
        spec.commandLine().getOut().print(desk.in(beans -> {
            Instant now = beans.get(Clock.class).instant();
            return reference.isTicket()
                    ? page(
                            beans.get(CommandLineTicketService.class)
                                    .read(
                                            reference,
                                            reveal ? TranscriptVisibility.IN_FULL : TranscriptVisibility.MASKED,
                                            who,
                                            now),
                            beans.get(LastMessageStatusRepository.class))
                    : page(
                            beans.get(ApplicationReviewService.class).open(reference, reveal, who, now),
                            beans.get(LastMessageStatusRepository.class));
        }));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String page(ApplicationReviewService.ApplicationDetails dossier, LastMessageStatusRepository said) {
        TerminalOutput page = new TerminalOutput();
        Application a = dossier.application();
        page.line("%s  %s since %s", a.reference().grouped(), a.status(), TerminalFormat.time(a.since()));
        page.line("submitted %s, in %s", TerminalFormat.time(a.submitted()), a.language());
        page.line("last message to them %s", DeliveryStatusText.words(said, a.conversation()));
        if (a.due() != null) {
            page.line("due %s", TerminalFormat.time(a.due()));
        }
        if (a.authorityReference() != null) {
            page.line("authority's reference %s", a.authorityReference());
        }
        if (!a.asked().isEmpty()) {
            page.line("asked for %s", String.join(", ", a.asked()));
        }
        page.line(
                "possible now: %s",
                TerminalFormat.among(
                        a.status().allowed(TransitionActor.STAFF).stream().map(ApplicationTransition::word)));
        page.head("Answers");
        list(page, dossier.answers());
        if (!dossier.change().isEmpty()) {
            page.head("Change asked for");
            list(page, dossier.change());
        }
        for (ApplicationReviewService.EarlierAnswers earlier : dossier.earlier()) {
            page.head("Answers " + earlier.state() + ", " + TerminalFormat.time(earlier.at()));
            list(page, earlier.answers());
        }
        page.head("Documents");
        dossier.documents()
                .forEach((name, document) ->
                        page.line("  %-22s %s, %,d bytes", name, document.kind().mediaType(), document.size()));
        page.head("Checks");
        for (CheckFinding check : dossier.checks()) {
            page.line(
                    "  %-5s  %s: %s%s",
                    check.level(),
                    check.about(),
                    check.finding(),
                    check.reason() == null || check.level() == CheckFinding.Level.FITS
                            ? ""
                            : " [" + check.reason() + "]");
        }
        page.head("History");
        for (ApplicationEvent event : dossier.history()) {
            page.line(
                    "  %s  %s by %s%s%s",
                    TerminalFormat.time(event.at()),
                    event.to(),
                    event.who(),
                    event.reasons().isEmpty() ? "" : " because " + TerminalFormat.among(event.reasons().stream()),
                    event.note() == null ? "" : ": " + event.note());
        }
        return page.text();
    }

    private static void list(TerminalOutput page, Map<String, String> answers) {
        answers.forEach((name, value) -> page.line("  %-22s %s", name, value.isEmpty() ? "(none)" : value));
    }

    private static String page(CommandLineTicketService.OpenedTicket opened, LastMessageStatusRepository said) {
        TerminalOutput page = new TerminalOutput();
        Ticket ticket = opened.ticket();
        page.line("%s  %s, %s", ticket.number().grouped(), ticket.state(), ticket.topic());
        page.line("opened %s, in %s", TerminalFormat.time(ticket.opened()), ticket.language());
        page.line("last message to them %s", DeliveryStatusText.words(said, ticket.conversation()));
        if (!opened.body().reference().isBlank()) {
            page.line("about %s%s", opened.body().reference(), ticket.application() == null ? " (not theirs)" : "");
        }
        page.head("Question");
        page.line("  %s", opened.body().text());
        for (Ticket.Answer answer : opened.answers()) {
            page.head("Answer by " + answer.who() + ", " + TerminalFormat.time(answer.at()));
            page.line("  %s", answer.text());
        }
        return page.text();
    }
}
