package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Creates tickets.
@Singleton
final class TicketFactory {

    private static final int MAX_TOPIC_LENGTH = 32;

    private final SlaClock slaClock;
    private final RandomGenerator random = new SecureRandom();

    TicketFactory(SlaClock slaClock) {
        this.slaClock = slaClock;
    }

    /// A new ticket.
    ///
    /// @param application of the person, or null
    /// @param assignee the member of staff who has it from the beginning, or null
    Ticket createTicket(
            long conversation,
            String session,
            Long application,
            String topic,
            Ticket.Source source,
            String language,
            TicketAgent assignee,
            Instant now) {
        String code = topic.substring(0, Math.min(MAX_TOPIC_LENGTH, topic.length()));
        int priority = SlaClock.priorityOf(code);
        return new Ticket(
                SubjectEncryptionService.newId(),
                Reference.forTicket(random),
                conversation,
                session,
                application,
                code,
                assignee == null ? Ticket.State.NEW : Ticket.State.OPEN,
                source,
                language,
                now,
                null,
                priority,
                0,
                assignee,
                false,
                now,
                slaClock.startClocks(priority, now),
                null,
                null,
                null,
                null,
                null,
                0,
                null);
    }

    static AuditEntry openedEntry(Ticket ticket, String actorName) {
        return new AuditEntry(
                ticket.conversation(),
                actorName,
                "ticket.opened",
                ticket.number().symbols(),
                ticket.topic(),
                ticket.opened());
    }
}
