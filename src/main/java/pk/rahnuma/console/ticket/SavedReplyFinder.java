package pk.rahnuma.console.ticket;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CannedReply;
import pk.rahnuma.ticket.work.CannedReplyService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Finds the saved replies that a member can choose from on a ticket, filled in for its person in their language. As it
/// names the person, it is in the audit log as a view of the ticket.
@Singleton
public final class SavedReplyFinder {

    private static final String APPLICANT = "applicant";

    private final CannedReplyService cannedReplies;
    private final TicketDetailService ticketDetails;
    private final CustomerSummaryService customers;
    private final ApplicationAimService aims;
    private final ScriptLibrary library;

    SavedReplyFinder(
            CannedReplyService cannedReplies,
            TicketDetailService ticketDetails,
            CustomerSummaryService customers,
            ApplicationAimService aims,
            ScriptLibrary library) {
        this.cannedReplies = cannedReplies;
        this.ticketDetails = ticketDetails;
        this.customers = customers;
        this.aims = aims;
        this.library = library;
    }

    /// A reply and its text for the person.
    public record FilledReply(CannedReply reply, String text) {}

    /// Replies of a folder.
    ///
    /// @param name may be empty
    /// @param own true for those of the viewer alone
    public record ReplyFolder(String name, boolean own, List<FilledReply> replies) {}

    /// The viewer's own folders, then those of all.
    List<ReplyFolder> findFolders(ConsoleUser viewer, Reference number, Instant now) {
        TicketDetailService.TicketDetails shown =
                ticketDetails.openCase(number, AgentDirectory.toAgent(viewer), TranscriptVisibility.MASKED, now);
        Map<String, String> known = findValues(viewer, shown, now);
        List<FilledReply> replies = cannedReplies.listReplies(viewer.signed(), "").stream()
                .map(reply -> new FilledReply(reply, reply.fillPlaceholders(shown.language(), known)))
                .toList();
        return Stream.of(true, false)
                .flatMap(own -> replies.stream()
                        .filter(filled -> filled.reply().isCommon() != own)
                        .collect(Collectors.groupingBy(
                                filled -> filled.reply().folder(), TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(folder -> new ReplyFolder(folder.getKey(), own, folder.getValue())))
                .toList();
    }

    private Map<String, String> findValues(ConsoleUser viewer, TicketDetailService.TicketDetails shown, Instant now) {
        Ticket ticket = shown.ticket();
        Application about = shown.application();
        CustomerSummary customer = CustomerSummary.of(
                customers.findByPersons(
                        viewer.signed(), "ticket", List.of(ticket.number()), List.of(ticket.conversation()), now),
                ticket.conversation());
        return Map.of(
                "name",
                customer.person().isEmpty() ? customer.organisation() : customer.person(),
                "next_step",
                about == null ? "" : describeNextStep(about, shown.language(), now),
                "number",
                ticket.number().toGroupedText(),
                "reference",
                about == null ? "" : about.reference().toGroupedText());
    }

    /// Action that the reasons ask of the applicant; else the party that acts.
    private String describeNextStep(Application about, String language, Instant now) {
        String next = aims.readAims(now).aimOf(about).next();
        return next.equals(APPLICANT) && !about.reasons().isEmpty()
                ? about.reasons().stream()
                        .map(reason -> library.texts().codesInWords(language, reason))
                        .collect(Collectors.joining(" "))
                : library.texts().codesInWords(language, next);
    }
}
