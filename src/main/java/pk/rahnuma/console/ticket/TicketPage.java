package pk.rahnuma.console.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.decision.PersonComparisonService.RelatedPerson;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.CaseViewer;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Content of the page of a ticket.
///
/// @param customer of the ticket; unknown on its refreshed part, which does not show them
/// @param related persons who are linked with the customer or marked by staff, by application
/// @param me the viewer
/// @param answers true when they may answer tickets
/// @param distributes true when they may assign tickets to others
/// @param others further viewers
/// @param members to whom it can be assigned
public record TicketPage(
        TicketDetailService.TicketDetails shown,
        CustomerSummary customer,
        Map<Reference, RelatedPerson> related,
        TicketAgent me,
        boolean answers,
        boolean distributes,
        List<CaseViewer> others,
        List<TicketAgent> members) {

    /// Age up to which a pending message is expected to be delivered at any moment.
    private static final Duration FAST_REFRESH_WINDOW = Duration.ofMinutes(1);

    public Ticket ticket() {
        return shown.ticket();
    }

    public String ticketPath() {
        return "/desk/tickets/" + ticket().number().toGroupedText();
    }

    public boolean isMine() {
        return ticket().isAssignedTo(me);
    }

    /// Tells whether it can be claimed: it has no agent, and no colleague serves the person by another ticket.
    public boolean isClaimable() {
        boolean free = shown.holder() == null || shown.holder().id() == me.id();
        return answers && ticket().isActive() && ticket().assignee() == null && free;
    }

    /// Tells whether a colleague works on it.
    public boolean isWithColleague() {
        return ticket().isActive() && ticket().assignee() != null && !isMine();
    }

    /// Tells whether it belongs to a colleague, and the viewer may take it over.
    public boolean canTakeOver() {
        return answers && distributes && isWithColleague();
    }

    /// Tells whether it can be closed without an agent.
    public boolean isDroppable() {
        return answers && ticket().isActive() && !isMine() && ticket().isUnknownToCustomer();
    }

    public boolean canWorkOn() {
        return answers && ticket().isActive() && isMine();
    }

    /// Tells whether the viewer may give it to a colleague, and there is one.
    public boolean canGive() {
        return answers && ticket().isActive() && (isMine() || distributes) && !members.isEmpty();
    }

    /// Tells whether the person's messages are shown in full.
    public boolean isRevealed() {
        return shown.visibility() == TranscriptVisibility.IN_FULL;
    }

    /// Tells whether an agent has the conversation.
    public boolean isHeldByAgent() {
        return shown.owner() == TicketDetailService.ConversationOwner.HUMAN;
    }

    /// Seconds until the page refreshes, since a message is still being delivered and no ticket changes when it
    /// arrives; 0 when all are delivered. Each refresh is audited, so old messages are checked less often.
    public int refreshSeconds(Instant now) {
        OptionalLong recallable = shown.answers().stream()
                .filter(answer -> answer.canRecall(now))
                .mapToLong(answer -> Duration.between(now, answer.recallUntil()).toMillis())
                .min();
        if (recallable.isPresent()) {
            return (int) Math.ceilDiv(recallable.getAsLong(), 1000);
        }
        return shown.transcript().stream()
                .filter(line -> line.state() == Message.State.PENDING)
                .mapToInt(line -> line.at().isAfter(now.minus(FAST_REFRESH_WINDOW)) ? 2 : 60)
                .min()
                .orElse(0);
    }

    /// Tells whether the answer at a place of the conversation can be recalled before the person sees it.
    public boolean isRecallable(int line, Instant now) {
        return shown.answers().stream()
                .anyMatch(answer -> answer.line() != null && answer.line() == line && answer.canRecall(now));
    }

    /// Original text of an answer, without the text that the desk adds; empty when there is none at that place of the
    /// conversation.
    public String answerTextAt(int line) {
        return shown.answers().stream()
                .filter(answer -> answer.line() != null && answer.line() == line)
                .map(Ticket.Answer::text)
                .findFirst()
                .orElse("");
    }

    /// Number of the answer at a place of the conversation; 0 when there is none.
    public int answerNumberAt(int line) {
        return shown.answers().stream()
                .filter(answer -> answer.line() != null && answer.line() == line)
                // A recalled answer cannot be edited.
                .filter(answer -> !answer.text().isEmpty())
                .mapToInt(Ticket.Answer::seq)
                .findFirst()
                .orElse(0);
    }
}
