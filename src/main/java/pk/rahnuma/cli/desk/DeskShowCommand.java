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
import pk.rahnuma.messaging.MessageStatusRepository;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CommandLineTicketService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

@Command(name = "show", description = "Show an application or a ticket. The audit log records who viewed it.")
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
    private String staffName;

    @Override
    public Integer call() {
        Reference reference = DeskCommand.parseReference(typed);
        spec.commandLine().getOut().print(desk.runWithBeans(beans -> {
            Instant now = beans.getBean(Clock.class).instant();
            return reference.isTicket()
                    ? page(
                            beans.getBean(CommandLineTicketService.class)
                                    .openTicket(
                                            reference,
                                            reveal ? TranscriptVisibility.IN_FULL : TranscriptVisibility.MASKED,
                                            staffName,
                                            now),
                            beans.getBean(MessageStatusRepository.class))
                    : page(
                            beans.getBean(ApplicationReviewService.class)
                                    .openDossier(reference, reveal, staffName, now),
                            beans.getBean(MessageStatusRepository.class));
        }));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String page(ApplicationReviewService.ApplicationDetails dossier, MessageStatusRepository said) {
        TerminalOutput page = new TerminalOutput();
        Application a = dossier.application();
        page.addLine(
                "%s  %s since %s", a.reference().toGroupedText(), a.status(), TerminalFormat.formatTime(a.since()));
        page.addLine("submitted %s, in %s", TerminalFormat.formatTime(a.submitted()), a.language());
        page.addLine("last message to them %s", DeliveryStatusText.describeLastMessage(said, a.conversation()));
        if (a.dueAt() != null) {
            page.addLine("due %s", TerminalFormat.formatTime(a.dueAt()));
        }
        if (a.authorityReference() != null) {
            page.addLine("authority's reference %s", a.authorityReference());
        }
        if (!a.asked().isEmpty()) {
            page.addLine("asked for %s", String.join(", ", a.asked()));
        }
        page.addLine(
                "possible now: %s",
                TerminalFormat.joinChoices(a.status().allowedTransitions(TransitionActor.STAFF).stream()
                        .map(ApplicationTransition::toWord)));
        page.addHeading("Answers");
        dossier.answers().forEach((name, value) -> {
            Instant verified = dossier.verified().get(name);
            String mark = verified == null ? "" : " (verified by code on " + TerminalFormat.formatTime(verified) + ")";
            page.addLine("  %-22s %s%s", name, value.isEmpty() ? "(none)" : value, mark);
        });
        if (!dossier.change().isEmpty()) {
            page.addHeading("Change asked for");
            list(page, dossier.change());
        }
        for (ApplicationReviewService.EarlierAnswers earlier : dossier.earlier()) {
            page.addHeading("Answers " + earlier.state() + ", " + TerminalFormat.formatTime(earlier.at()));
            list(page, earlier.answers());
        }
        page.addHeading("Documents");
        dossier.documents()
                .forEach((name, document) -> page.addLine(
                        "  %-22s %s, %,d bytes", name, document.kind().mediaType(), document.size()));
        page.addHeading("Checks");
        for (CheckFinding check : dossier.checks()) {
            page.addLine(
                    "  %-5s  %s: %s%s",
                    check.level(),
                    check.about(),
                    check.finding(),
                    check.reason() == null || check.level() == CheckFinding.Level.FITS
                            ? ""
                            : " [" + check.reason() + "]");
        }
        page.addHeading("History");
        for (ApplicationEvent event : dossier.history()) {
            page.addLine(
                    "  %s  %s by %s%s%s",
                    TerminalFormat.formatTime(event.at()),
                    event.to(),
                    event.who(),
                    event.reasons().isEmpty() ? "" : " because " + TerminalFormat.joinChoices(event.reasons().stream()),
                    event.note() == null ? "" : ": " + event.note());
        }
        return page.toText();
    }

    private static void list(TerminalOutput page, Map<String, String> answers) {
        answers.forEach((name, value) -> page.addLine("  %-22s %s", name, value.isEmpty() ? "(none)" : value));
    }

    private static String page(CommandLineTicketService.OpenedTicket opened, MessageStatusRepository said) {
        TerminalOutput page = new TerminalOutput();
        Ticket ticket = opened.ticket();
        page.addLine("%s  %s, %s", ticket.number().toGroupedText(), ticket.state(), ticket.topic());
        page.addLine("opened %s, in %s", TerminalFormat.formatTime(ticket.opened()), ticket.language());
        page.addLine("last message to them %s", DeliveryStatusText.describeLastMessage(said, ticket.conversation()));
        if (!opened.body().reference().isBlank()) {
            page.addLine("about %s%s", opened.body().reference(), ticket.application() == null ? " (not theirs)" : "");
        }
        page.addHeading("Question");
        page.addLine("  %s", opened.body().text());
        for (Ticket.Answer answer : opened.answers()) {
            page.addHeading("Answer by " + answer.who() + ", " + TerminalFormat.formatTime(answer.at()));
            page.addLine("  %s", answer.text());
        }
        return page.toText();
    }
}
