package pk.rahnuma.ticket.intake;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Opens tickets for members of staff. The person hears of it when staff write to them.
@Singleton
public final class TicketOpeningService {

    /// Maximum characters of the text.
    public static final int MAX_TEXT_LENGTH = 3000;

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final TicketRepository tickets;
    private final TicketTextWriter ticketWriter;
    private final TicketFactory ticketFactory;
    private final ApplicationRepository applications;

    TicketOpeningService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            TicketRepository tickets,
            TicketTextWriter ticketWriter,
            TicketFactory ticketFactory,
            ApplicationRepository applications) {
        this.transactions = transactions;
        this.persons = persons;
        this.tickets = tickets;
        this.ticketWriter = ticketWriter;
        this.ticketFactory = ticketFactory;
        this.applications = applications;
    }

    /// Opens a ticket about an application, or for the person of another ticket.
    ///
    /// @param about an application's reference, or a ticket's number
    /// @param topic as scripts name them, or another word of at most 32 characters
    /// @param text for staff; 1 to [#MAX_TEXT_LENGTH] characters
    /// @throws RuleViolationException when nothing has that number, the person was erased, or the text is too short or
    ///     too long
    public Ticket openByStaff(Reference about, String topic, String text, TicketAgent by, Instant now) {
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new RuleViolationException("ticket_note_length", "length", text.length(), "most", MAX_TEXT_LENGTH);
        }
        Optional<Application> application = about.isTicket() ? Optional.empty() : applications.findApplication(about);
        long person = (about.isTicket()
                        ? tickets.findTicket(about).map(Ticket::conversation)
                        : application.filter(Application::hasSender).map(Application::conversation))
                .orElseThrow(() -> new RuleViolationException("nobody_to", "number", about));
        return transactions.executeWrite(status -> {
            String language = lockPerson(person, about);
            Ticket ticket = ticketFactory.createTicket(
                    person,
                    "-" + Long.toString(SubjectEncryptionService.newId(), Character.MAX_RADIX),
                    application.map(Application::id).orElse(null),
                    topic,
                    Ticket.Source.STAFF,
                    language,
                    null,
                    now);
            Ticket.Body body = new Ticket.Body(text, about.isTicket() ? "" : about.toGroupedText());
            ticketWriter.insertTickets(List.of(new TicketTextWriter.UnsavedTicket(ticket, body, null)), by.name());
            return ticket;
        });
    }

    private String lockPerson(long person, Reference about) {
        try {
            return persons.lockPerson(person);
        } catch (NoSuchElementException erased) {
            throw new RuleViolationException("nobody_to", "number", about);
        }
    }
}
