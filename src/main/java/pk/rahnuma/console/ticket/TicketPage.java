package pk.rahnuma.console.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.registration.Application;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.agent.CannedReplyRepository;
import pk.rahnuma.ticket.agent.TicketViewerRepository;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// What the page of a ticket shows.
///
/// @param me who looks
/// @param answers whether they may answer tickets at all
/// @param distributes whether they may give tickets to others
/// @param others who looks besides
/// @param canned answers at hand
/// @param members to whom it can be given
public record TicketPage(
        TicketDetailService.TicketDetails shown,
        TicketAgent me,
        boolean answers,
        boolean distributes,
        List<TicketViewerRepository.Viewer> others,
        List<CannedReplyRepository.CannedReply> canned,
        List<TicketAgent> members) {

    /// So long what was said is expected to arrive at any moment.
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

    /// Whether it can be taken: nobody has it, and no colleague has the person by another ticket.
    public boolean isClaimable() {
        boolean free = shown.holder() == null || shown.holder().id() == me.id();
        return answers && ticket().isActive() && ticket().assignee() == null && free;
    }

    /// Whether it is a colleague's, and they may take it over.
    public boolean canTakeOver() {
        return answers && distributes && ticket().isActive() && ticket().assignee() != null && !isMine();
    }

    /// Whether it can be closed without anybody taking it.
    public boolean isDroppable() {
        return answers && ticket().isActive() && !isMine() && ticket().isUnknownToCustomer();
    }

    public boolean canWorkOn() {
        return answers && ticket().isActive() && isMine();
    }

    /// Whether what the person said is shown in full.
    public boolean isRevealed() {
        return shown.visibility() == TranscriptVisibility.IN_FULL;
    }

    /// Whether a human has the conversation.
    public boolean isHeldByAgent() {
        return shown.owner() == TicketDetailService.ConversationOwner.HUMAN;
    }

    /// Seconds after which the page looks again, since something that was said is still on its way, and no ticket
    /// changes when it arrives; 0 when nothing is. Each look is noted in the audit log: what takes long is looked for
    /// less often.
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

    /// A canned answer as it would be sent to this person.
    public String fillReply(CannedReplyRepository.CannedReply reply) {
        Application about = shown.application();
        return reply.fillPlaceholders(
                shown.language(),
                Map.of(
                        "number",
                        ticket().number().toGroupedText(),
                        "reference",
                        about == null ? "" : about.reference().toGroupedText()));
    }

    /// Whether what stands at a line of the conversation can be taken back before the person sees it.
    public boolean isRecallable(int line, Instant now) {
        return shown.answers().stream()
                .anyMatch(answer -> answer.line() != null && answer.line() == line && answer.canRecall(now));
    }

    /// An answer as it was written, without what the desk put around it; empty when none is at a line of the
    /// conversation.
    public String answerTextAt(int line) {
        return shown.answers().stream()
                .filter(answer -> answer.line() != null && answer.line() == line)
                .map(Ticket.Answer::text)
                .findFirst()
                .orElse("");
    }

    /// The number of the answer that stands at a line of the conversation; 0 when none does.
    public int answerNumberAt(int line) {
        return shown.answers().stream()
                .filter(answer -> answer.line() != null && answer.line() == line)
                // One that was taken back is changed no more.
                .filter(answer -> !answer.text().isEmpty())
                .mapToInt(Ticket.Answer::seq)
                .findFirst()
                .orElse(0);
    }
}
