package pk.rahnuma.ticket.topic;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// Runs what a message in a topic asks for, once however often its update arrives.
@Singleton
public final class TopicMessageProcessor {

    private final TransactionOperations<Connection> transactions;
    private final TicketRepository tickets;
    private final PersonLock persons;
    private final ProcessedUpdateRepository processedUpdates;

    public TopicMessageProcessor(
            TransactionOperations<Connection> transactions,
            TicketRepository tickets,
            PersonLock persons,
            ProcessedUpdateRepository processedUpdates) {
        this.transactions = transactions;
        this.tickets = tickets;
        this.persons = persons;
        this.processedUpdates = processedUpdates;
    }

    /// Runs the work in one transaction, under the person's lock, and records the update as processed. Does nothing for
    /// a deleted ticket.
    void processOnce(TopicMessageSource from, Instant now, Consumer<Ticket> work) {
        transactions.executeWrite(status -> {
            Ticket known = tickets.findTickets(List.of(from.ticket())).stream()
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                return null;
            }
            persons.lockPerson(known.conversation());
            ProcessedUpdateRepository.UpdateKey update =
                    new ProcessedUpdateRepository.UpdateKey(known.conversation(), from.update());
            if (processedUpdates.findProcessed(List.of(update)).isEmpty()) {
                work.accept(tickets.lockTicket(known.id()));
                processedUpdates.insertProcessed(
                        List.of(new ProcessedUpdateRepository.ProcessedUpdate(update, 1, 0, now, null)));
            }
            return null;
        });
    }
}
