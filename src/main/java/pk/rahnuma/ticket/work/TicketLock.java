package pk.rahnuma.ticket.work;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.AssigneeNotifier;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;

/// Locks a ticket in the common order: first its person, then the ticket. Every action of staff uses it and leaves an
/// entry in the audit log.
@Singleton
final class TicketLock {

    /// Period in which repeated views of one ticket by one member count as one view.
    static final Duration VIEW_AUDIT_INTERVAL = Duration.ofMinutes(30);

    private final TransactionOperations<Connection> transactions;
    private final TicketRepository tickets;
    private final ConversationHoldRepository holds;
    private final PersonLock persons;
    private final AuditLog audit;
    private final AssigneeNotifier notifier;

    TicketLock(
            TransactionOperations<Connection> transactions,
            TicketRepository tickets,
            ConversationHoldRepository holds,
            PersonLock persons,
            AuditLog audit,
            AssigneeNotifier notifier) {
        this.transactions = transactions;
        this.tickets = tickets;
        this.holds = holds;
        this.persons = persons;
        this.audit = audit;
        this.notifier = notifier;
    }

    /// A locked ticket.
    ///
    /// @param language of its person
    /// @param holds id of the ticket that holds the conversation; null while the bot has it
    record LockedTicket(Ticket ticket, String language, Long holds) {

        /// True when this ticket holds the conversation.
        boolean isHeld() {
            return holds != null && holds == ticket.id();
        }

        /// Requires an active ticket.
        ///
        /// @throws RuleViolationException when it is closed or merged into another
        LockedTicket requireActive() {
            if (!ticket.isActive()) {
                throw ticket.mergedInto() == null
                        ? new RuleViolationException("ticket_over", "number", ticket.number(), "state", ticket.state())
                        : new RuleViolationException("ticket_merged", "number", ticket.number());
            }
            return this;
        }

        /// Requires a ticket of this member, unless they may act for others.
        ///
        /// @throws RuleViolationException when it is not theirs; the message names its assignee
        LockedTicket requireAssignedTo(ActingAgent hand) {
            return hand.overOthers() ? this : requireAssignedTo(hand.member());
        }

        /// Requires a ticket that is theirs or unassigned, unless they may act for others.
        ///
        /// @throws RuleViolationException when it is a colleague's; the message names them
        LockedTicket requireNotOthers(ActingAgent hand) {
            return hand.overOthers() || ticket.assignee() == null ? this : requireAssignedTo(hand.member());
        }

        /// Requires a ticket of this member.
        ///
        /// @throws RuleViolationException when it is not theirs; the message names its assignee
        LockedTicket requireAssignedTo(TicketAgent member) {
            if (!ticket.isAssignedTo(member)) {
                throw ticket.assignee() == null
                        ? new RuleViolationException("ticket_of_nobody", "number", ticket.number())
                        : new RuleViolationException(
                                "ticket_of",
                                "number",
                                ticket.number(),
                                "who",
                                ticket.assignee().name());
            }
            return this;
        }
    }

    /// Runs the work in one transaction with the ticket locked.
    ///
    /// @throws RuleViolationException when there is no such ticket
    <T> T withLock(Reference number, Function<LockedTicket, T> work) {
        return transactions.executeWrite(status -> {
            Ticket seen = tickets.findTicket(number)
                    .orElseThrow(() -> new RuleViolationException("ticket_missing", "number", number));
            return work.apply(lockTicket(seen));
        });
    }

    /// Runs the work with the ticket locked; empty when it was deleted.
    <T> Optional<T> withLock(long id, Function<LockedTicket, T> work) {
        return transactions.executeWrite(status -> tickets.findTickets(List.of(id)).stream()
                .findFirst()
                .map(this::lockTicket)
                .map(work));
    }

    private LockedTicket lockTicket(Ticket seen) {
        String language = persons.lockPerson(seen.conversation());
        Long by = holds.findHolder(seen.conversation()).orElse(null);
        return new LockedTicket(tickets.lockTicket(seen.id()), language, by);
    }

    /// Records a view once per [#VIEW_AUDIT_INTERVAL].
    void auditView(Ticket ticket, String staffName, String what, String detail, Instant now) {
        AuditEntry entry = new AuditEntry(
                ticket.conversation(), staffName, what, ticket.number().symbols(), detail, now);
        audit.appendOnce(entry, now.minus(VIEW_AUDIT_INTERVAL));
    }

    /// Notifies members of staff of an action, in its transaction.
    AssigneeNotifier notifier() {
        return notifier;
    }

    void auditAction(Ticket ticket, String staffName, String what, String detail, Instant now) {
        audit.appendEntries(List.of(new AuditEntry(
                ticket.conversation(), staffName, what, ticket.number().symbols(), detail, now)));
    }
}
