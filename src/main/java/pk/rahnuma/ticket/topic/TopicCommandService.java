package pk.rahnuma.ticket.topic;

import jakarta.inject.Singleton;
import java.time.Instant;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Executes the commands of staff in topics: the same as in the console, under the same rules. The channel adapter,
/// which knows the sender, checks the permission.
@Singleton
public final class TopicCommandService {

    private final TopicMessageProcessor processor;
    private final TopicRemarkRepository remarks;
    private final TicketAssignmentService assignments;
    private final TicketTriageService triage;
    private final TicketResolutionService resolutions;

    public TopicCommandService(
            TopicMessageProcessor processor,
            TopicRemarkRepository remarks,
            TicketAssignmentService assignments,
            TicketTriageService triage,
            TicketResolutionService resolutions) {
        this.processor = processor;
        this.remarks = remarks;
        this.assignments = assignments;
        this.triage = triage;
        this.resolutions = resolutions;
    }

    /// Adds a note for staff.
    ///
    /// @throws RuleViolationException when the text is empty or too long
    public void addNote(TopicMessageSource from, TicketAgent by, String text, Instant now) {
        processor.processOnce(from, now, ticket -> triage.addNote(ticket.number(), by, text, now));
    }

    /// Assigns the ticket to the member.
    ///
    /// @throws RuleViolationException when it is closed or another's
    public void claimTicket(TopicMessageSource from, TicketAgent by, Instant now) {
        processor.processOnce(from, now, ticket -> assignments.claimOrFail(ticket.number(), by, now));
    }

    /// Resolves the ticket.
    ///
    /// @throws RuleViolationException when it is closed or another's, or the bot cannot take over
    public void resolveTicket(TopicMessageSource from, TicketAgent by, Instant now) {
        processor.processOnce(from, now, ticket -> resolutions.resolveTicket(ticket.number(), by, now));
    }

    /// Gives the conversation back to the bot.
    ///
    /// @throws RuleViolationException when it is another's, or the bot already has the conversation
    public void handBack(TopicMessageSource from, TicketAgent by, Instant now) {
        processor.processOnce(
                from,
                now,
                ticket -> assignments.handBackConversation(ticket.number(), ActingAgent.forOwnTickets(by), now));
    }

    /// Replies in the topic to the sender of this message, without any other effect.
    ///
    /// @param text contains no personal data
    public void addRemark(TopicMessageSource from, String text, Instant now) {
        processor.processOnce(from, now, ticket -> remarks.insertRemark(ticket.id(), from.message(), text));
    }
}
