package pk.rahnuma.support.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Staff;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Bodies;
import pk.rahnuma.support.records.Queue;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.records.WordRows;

/// Where staff see and answer tickets by commands beside the server: without an account, without claiming anything.
@Singleton
public final class Tickets {

    private final Held held;
    private final TicketRows rows;
    private final WordRows words;
    private final Bodies bodies;
    private final Queue queue;
    private final Answers answers;

    Tickets(Held held, TicketRows rows, WordRows words, Bodies bodies, Queue queue, Answers answers) {
        this.held = held;
        this.rows = rows;
        this.words = words;
        this.bodies = bodies;
        this.queue = queue;
        this.answers = answers;
    }

    /// A ticket with the words in it.
    public record Opened(Ticket ticket, Ticket.Body body, List<Ticket.Answer> answers) {}

    /// Those that wait for the desk first; of these, blocked lines first; then the oldest. Holds nothing personal.
    public List<Ticket> list(int limit) {
        return queue.all(limit);
    }

    /// Opens a ticket with what tells who somebody is masked.
    ///
    /// @throws NotPossible when there is no such ticket
    public Opened read(Reference number, String staff, Instant now) {
        return read(number, TranscriptVisibility.MASKED, staff, now);
    }

    /// Opens a ticket for a member of staff, which the audit log keeps.
    ///
    /// @param visibility how what the person wrote is shown
    /// @throws NotPossible when there is no such ticket
    public Opened read(Reference number, TranscriptVisibility visibility, String staff, Instant now) {
        String who = Staff.name(staff);
        return held.with(number, one -> {
            Ticket ticket = one.ticket();
            held.note(ticket, who, visibility.entry(), null, now);
            Ticket.Body body = bodies.of(ticket);
            return new Opened(
                    ticket, new Ticket.Body(visibility.of(body.text()), body.reference()), words.answers(ticket));
        });
    }

    /// Answers: the text reaches the person by `notices.ticket_answer`, and the ticket waits for them.
    ///
    /// @param text in the person's language
    /// @throws NotPossible when there is no such ticket, or the text is empty or too long
    public Ticket answer(Reference number, String text, String staff, Instant now) {
        return answers.answer(number, text, Staff.name(staff), now);
    }
}
