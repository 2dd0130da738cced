package pk.rahnuma.ticket.intake;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Stores new tickets, sealed for their persons, with an entry in the audit log for each. Takes part in the transaction
/// of the thread.
@Singleton
public final class NewTicketWriter {

    private final TicketRepository tickets;
    private final TicketBodyRepository bodies;
    private final StuckPositionService stuckPositions;
    private final SubjectEncryptionService encryption;
    private final AuditLog audit;

    public NewTicketWriter(
            TicketRepository tickets,
            TicketBodyRepository bodies,
            StuckPositionService stuckPositions,
            SubjectEncryptionService encryption,
            AuditLog audit) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.stuckPositions = stuckPositions;
        this.encryption = encryption;
        this.audit = audit;
    }

    /// A ticket to be stored.
    ///
    /// @param stuck position of the person in a form; null for none
    public record UnsavedTicket(
            Ticket ticket, Ticket.Body body, @Nullable StuckPositionService.StuckPosition stuck) {}

    /// Stores tickets.
    ///
    /// @param actorName who opened them, for the audit log
    public void insertTickets(List<UnsavedTicket> opened, String actorName) {
        SubjectKeyRing keys = encryption.openKeys(opened.stream()
                .map(one -> one.ticket().conversation())
                .distinct()
                .toList());
        tickets.insertTickets(opened.stream()
                .map(one -> new TicketRepository.NewTicket(
                        one.ticket(),
                        bodies.sealBody(keys, one.ticket(), one.body()),
                        one.stuck() == null ? null : stuckPositions.sealPosition(keys, one.ticket(), one.stuck())))
                .toList());
        audit.appendEntries(opened.stream()
                .map(one -> TicketFactory.openedEntry(one.ticket(), actorName))
                .toList());
    }
}
