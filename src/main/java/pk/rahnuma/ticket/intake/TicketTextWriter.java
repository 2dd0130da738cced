package pk.rahnuma.ticket.intake;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.ticket.AssigneeNotifier;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Stores new tickets, and text that persons add to them, sealed for their persons, with an entry in the audit log for
/// each. Takes part in the transaction of the thread.
@Singleton
public final class TicketTextWriter {

    /// Maximum characters of all text that a person writes into a ticket.
    private static final int MAX_BODY_LENGTH = 4000;

    private final TicketRepository tickets;
    private final TicketBodyRepository bodies;
    private final StuckPositionService stuckPositions;
    private final SubjectEncryptionService encryption;
    private final AuditLog audit;
    private final SlaClock slaClock;
    private final AssigneeNotifier notifier;

    public TicketTextWriter(
            TicketRepository tickets,
            TicketBodyRepository bodies,
            StuckPositionService stuckPositions,
            SubjectEncryptionService encryption,
            AuditLog audit,
            SlaClock slaClock,
            AssigneeNotifier notifier) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.stuckPositions = stuckPositions;
        this.encryption = encryption;
        this.audit = audit;
        this.slaClock = slaClock;
        this.notifier = notifier;
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

    /// Adds text to a ticket, which then waits for an answer again. The person is locked.
    ///
    /// @param text cut when the whole would be longer than [#MAX_BODY_LENGTH]
    void addText(Ticket seen, String text, Instant now) {
        Ticket ticket = tickets.lockTicket(seen.id());
        Ticket.Body before = bodies.readBody(ticket);
        String whole = before.text() + "\n" + text;
        bodies.updateBody(
                ticket,
                new Ticket.Body(whole.substring(0, Math.min(MAX_BODY_LENGTH, whole.length())), before.reference()));
        recordAddition(ticket, now);
    }

    /// Records that a person added to a ticket, which then waits for an answer again unless it is muted.
    /// The ticket is locked.
    public void recordAddition(Ticket ticket, Instant now) {
        if (ticket.restraint() == null) {
            Ticket waiting = tickets.saveTicket(toWaitingState(ticket, now), now);
            notifier.notifyAssignee(waiting, StaffNotification.Kind.REPLY, now);
        }
        audit.appendEntries(List.of(new AuditEntry(
                ticket.conversation(),
                "applicant",
                "ticket.added",
                ticket.number().symbols(),
                null,
                now)));
    }

    /// The ticket in the state in which it waits for the desk; a closed one is reopened.
    private Ticket toWaitingState(Ticket ticket, Instant now) {
        if (ticket.state().isClosed() && ticket.mergedInto() == null) {
            return slaClock.reopenTicket(ticket, now);
        }
        return ticket.isActive() ? slaClock.recordMessage(ticket, now) : ticket;
    }
}
