package pk.rahnuma.support;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.people.Persons;
import pk.rahnuma.post.Messages;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Staff;

/// Where staff see and answer tickets.
@Singleton
public final class Tickets {

    /// Characters of an answer: it must fit into one message.
    public static final int ANSWER = 3000;

    private final Jdbi jdbi;
    private final TicketRows rows;
    private final Bodies bodies;
    private final Persons persons;
    private final Audit audit;
    private final Notices notices;
    private final Messages messages;

    Tickets(
            Jdbi jdbi,
            TicketRows rows,
            Bodies bodies,
            Persons persons,
            Audit audit,
            Notices notices,
            Messages messages) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.bodies = bodies;
        this.persons = persons;
        this.audit = audit;
        this.notices = notices;
        this.messages = messages;
    }

    /// A ticket with the words in it.
    public record Opened(Ticket ticket, Ticket.Body body, List<Ticket.Answer> answers) {}

    /// Those without an answer first; of these, blocked lines first; then the oldest. Holds nothing personal.
    public List<Ticket> list(int limit) {
        return rows.list(limit);
    }

    /// Opens a ticket for a member of staff, which the audit log keeps.
    ///
    /// @throws NotPossible when there is no such ticket
    public Opened read(Reference number, String staff, Instant now) {
        String who = Staff.name(staff);
        return jdbi.inTransaction(handle -> {
            Ticket seen = find(number);
            persons.lock(seen.conversation());
            audit.append(List.of(entry(seen, who, "ticket.viewed", now)));
            Ticket ticket = rows.lock(seen.id());
            return new Opened(ticket, bodies.open(ticket.conversation(), rows.body(ticket.id())), rows.answers(ticket));
        });
    }

    /// Answers: the text reaches the person by `notices.ticket_answer`, and the ticket is answered.
    ///
    /// @param text in the person's language
    /// @throws NotPossible when there is no such ticket, or the text is empty or too long
    public Ticket answer(Reference number, String text, String staff, Instant now) {
        String who = Staff.name(staff);
        String words = text.strip();
        if (words.isEmpty() || words.length() > ANSWER) {
            throw new NotPossible("the answer has " + words.length() + " characters: expected 1 to " + ANSWER);
        }
        return jdbi.inTransaction(handle -> {
            Ticket seen = find(number);
            String language = persons.lock(seen.conversation());
            Ticket ticket = rows.lock(seen.id());
            rows.answer(ticket, words, who, now);
            audit.append(List.of(entry(ticket, who, "ticket.answered", now)));
            Map<String, Object> arguments = Map.of("number", number.grouped(), "text", words);
            messages.answer(ticket.conversation(), List.of(notices.write(language, "ticket_answer", arguments)), now);
            return rows.lock(ticket.id());
        });
    }

    private Ticket find(Reference number) {
        return rows.find(number).orElseThrow(() -> new NotPossible("there is no ticket " + number.grouped()));
    }

    private static Entry entry(Ticket ticket, String who, String what, Instant now) {
        return new Entry(ticket.conversation(), who, what, ticket.number().symbols(), null, now);
    }
}
