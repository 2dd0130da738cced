package pk.rahnuma.ticket.work;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;

/// Sends an answer with what belongs to it: a tag and the end of the ticket. All of it happens, or nothing.
@Singleton
public final class TicketAnswerService {

    private final TransactionOperations<Connection> transactions;
    private final TicketReplyService replies;
    private final TicketTriageService triage;
    private final TicketResolutionService resolutions;

    TicketAnswerService(
            TransactionOperations<Connection> transactions,
            TicketReplyService replies,
            TicketTriageService triage,
            TicketResolutionService resolutions) {
        this.transactions = transactions;
        this.replies = replies;
        this.triage = triage;
        this.resolutions = resolutions;
    }

    /// An answer, as a saved reply or the agent completes it.
    ///
    /// @param then state of the ticket afterwards, as in [TicketReplyService#sendAnswer]
    /// @param tag that is set; empty for none
    /// @param resolve true to resolve the ticket
    public record AnswerWithEffects(String text, Ticket.State then, String tag, boolean resolve) {}

    /// Sends an answer with a delay ([TicketReplyService#sendDelayedAnswer]), sets its tag and resolves the ticket.
    public TicketReplyService.SentAnswer sendAnswer(
            Reference number, TicketAgent by, AnswerWithEffects answer, Instant now) {
        return transactions.executeWrite(status -> {
            TicketReplyService.SentAnswer sent =
                    replies.sendDelayedAnswer(number, by, answer.text(), null, answer.then(), now);
            if (!answer.tag().isBlank()) {
                triage.addTag(number, ActingAgent.forOwnTickets(by), answer.tag(), now);
            }
            if (answer.resolve()) {
                resolutions.resolveTicket(number, by, now);
            }
            return sent;
        });
    }
}
