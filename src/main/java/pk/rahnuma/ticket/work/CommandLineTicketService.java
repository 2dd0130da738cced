package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.record.TicketBodyRepository;
import pk.rahnuma.ticket.record.TicketCommentRepository;
import pk.rahnuma.ticket.record.TicketQueueRepository;
import pk.rahnuma.ticket.record.TicketRepository;

/// Lists, shows and answers tickets for the command line: without an account, and without claiming them.
@Singleton
public final class CommandLineTicketService {

    private final TicketLock held;
    private final TicketRepository rows;
    private final TicketCommentRepository words;
    private final TicketBodyRepository bodies;
    private final TicketQueueRepository queue;
    private final TicketReplyService answers;

    CommandLineTicketService(
            TicketLock held,
            TicketRepository rows,
            TicketCommentRepository words,
            TicketBodyRepository bodies,
            TicketQueueRepository queue,
            TicketReplyService answers) {
        this.held = held;
        this.rows = rows;
        this.words = words;
        this.bodies = bodies;
        this.queue = queue;
        this.answers = answers;
    }

    /// A ticket with its texts.
    public record OpenedTicket(Ticket ticket, Ticket.Body body, List<Ticket.Answer> answers) {}

    /// Tickets that wait for the desk first; of these, blocked lines first; then the oldest. Contains no personal data.
    public List<Ticket> listTickets(int limit) {
        return queue.listAll(limit);
    }

    /// Opens a ticket for a member of staff and records it in the audit log.
    ///
    /// @param visibility masking of the person's text
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public OpenedTicket openTicket(Reference number, TranscriptVisibility visibility, String staff, Instant now) {
        String staffName = StaffNameRules.validateName(staff);
        return held.withLock(number, one -> {
            Ticket ticket = one.ticket();
            held.auditAction(ticket, staffName, visibility.auditAction(), null, now);
            Ticket.Body body = bodies.readBody(ticket);
            return new OpenedTicket(
                    ticket,
                    new Ticket.Body(visibility.applyTo(body.text()), body.reference()),
                    words.findAnswers(ticket));
        });
    }

    /// Answers a ticket: the person gets the text by `notices.ticket_answer`, and the ticket waits for them.
    ///
    /// @param text in the person's language
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket, or the text is empty or too
    ///     long
    public Ticket answerTicket(Reference number, String text, String staff, Instant now) {
        return answers.sendAnswer(number, text, StaffNameRules.validateName(staff), now);
    }
}
