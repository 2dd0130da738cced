package pk.rahnuma.ticket.work;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository.WaitingTicket;

/// Removes many tickets of persons without a proof at once, after a flood. A removed ticket is closed, and its person
/// cannot open it again, but gets a notice with the way to the desk; its text stays, as that of any closed ticket.
/// Tickets that a member of staff has taken, and those of persons who have proved something, are never removed.
@Singleton
public final class TicketRemovalService {

    /// Maximum tickets of one removal, which is one transaction.
    public static final int MAX_TICKETS_PER_REMOVAL = 200;

    /// References for which the detail of an audit entry has space.
    private static final int MAX_REFERENCES_PER_ENTRY = 40;

    private final TransactionOperations<Connection> transactions;
    private final UnprovedTicketRepository unprovedTickets;
    private final TicketRepository tickets;
    private final PersonLock persons;
    private final TicketResolutionService resolutions;
    private final AuditLog audit;
    private final StaffAuditService staffAudit;

    TicketRemovalService(
            TransactionOperations<Connection> transactions,
            UnprovedTicketRepository unprovedTickets,
            TicketRepository tickets,
            PersonLock persons,
            TicketResolutionService resolutions,
            AuditLog audit,
            StaffAuditService staffAudit) {
        this.transactions = transactions;
        this.unprovedTickets = unprovedTickets;
        this.tickets = tickets;
        this.persons = persons;
        this.resolutions = resolutions;
        this.audit = audit;
        this.staffAudit = staffAudit;
    }

    /// Tickets to be removed, at most [#MAX_TICKETS_PER_REMOVAL].
    ///
    /// @param tickets that can be removed now, the oldest first
    /// @param remaining number of further tickets of the network
    public record RemovalSelection(List<Ticket> tickets, long remaining) {}

    /// Tickets in the lane that came from the network of a ticket, itself included.
    ///
    /// @throws RuleViolationException when there is no such ticket
    public RemovalSelection selectNetwork(Reference number) {
        Ticket like = tickets.findTicket(number)
                .orElseThrow(() -> new RuleViolationException("ticket_missing", "number", number));
        List<WaitingTicket> waiting = unprovedTickets
                .findNetwork(like.id())
                .map(network -> unprovedTickets.findWaiting(network.networkHash(), MAX_TICKETS_PER_REMOVAL))
                .orElseGet(() -> unprovedTickets.findWaiting(List.of(like.id())));
        long all = unprovedTickets.findNetwork(like.id()).stream()
                .flatMap(network -> unprovedTickets.countWaitingByNetworks(List.of(network.networkHash())).stream())
                .mapToLong(UnprovedTicketRepository.NetworkCount::tickets)
                .sum();
        return new RemovalSelection(findTickets(waiting), Math.max(0, all - waiting.size()));
    }

    /// Tickets in the lane among these.
    public RemovalSelection selectTickets(Collection<Reference> numbers) {
        List<Long> ids = numbers.stream()
                .distinct()
                .limit(MAX_TICKETS_PER_REMOVAL)
                .flatMap(number -> tickets.findTicket(number).stream())
                .map(Ticket::id)
                .toList();
        return new RemovalSelection(
                ids.isEmpty() ? List.of() : findTickets(unprovedTickets.findWaiting(PaddedKeys.padKeys(ids))), 0);
    }

    private List<Ticket> findTickets(List<WaitingTicket> waiting) {
        return tickets.findTickets(waiting.stream().map(WaitingTicket::ticketId).toList()).stream()
                .sorted(Comparator.comparing(Ticket::opened).thenComparing(Ticket::id))
                .toList();
    }

    /// Removes tickets in one transaction. One that has left the lane meanwhile stays.
    ///
    /// @param numbers at most [#MAX_TICKETS_PER_REMOVAL]
    /// @return number of removed tickets
    /// @throws RuleViolationException when there are too many, or none can be removed
    public int removeTickets(
            AuthenticatedStaff by, Collection<Reference> numbers, Restraint.Reason reason, Instant now) {
        by.requirePermission(StaffPermission.ASSIGN_OTHERS);
        if (numbers.size() > MAX_TICKETS_PER_REMOVAL) {
            throw new RuleViolationException("choose_fewer", "most", MAX_TICKETS_PER_REMOVAL);
        }
        List<Ticket> selected = selectTickets(numbers).tickets();
        List<Ticket> removed = transactions.executeWrite(status -> removeLocked(by, selected, reason, now));
        return removed.size();
    }

    private List<Ticket> removeLocked(
            AuthenticatedStaff by, List<Ticket> selected, Restraint.Reason reason, Instant now) {
        Map<Long, String> languages = new HashMap<>();
        selected.stream().map(Ticket::conversation).distinct().sorted().forEach(person -> {
            if (persons.lockIfExists(person)) {
                languages.put(person, persons.findLanguage(person).orElse(null));
            }
        });
        List<Long> ids = selected.stream()
                .filter(ticket -> languages.containsKey(ticket.conversation()))
                .map(Ticket::id)
                .sorted()
                .toList();
        List<Ticket> locked = new ArrayList<>();
        ids.forEach(id -> locked.add(tickets.lockTicket(id)));
        // Read again under the locks.
        List<Long> waiting = ids.isEmpty()
                ? List.of()
                : unprovedTickets.findWaiting(PaddedKeys.padKeys(ids)).stream()
                        .map(WaitingTicket::ticketId)
                        .toList();
        List<Ticket> removable =
                locked.stream().filter(ticket -> waiting.contains(ticket.id())).toList();
        if (removable.isEmpty()) {
            throw new RuleViolationException("nothing_to_remove");
        }
        unprovedTickets.markRemoved(waiting, now);
        removable.forEach(ticket -> resolutions.closeRemoved(ticket, languages.get(ticket.conversation()), now));
        recordRemoval(by, removable, reason, now);
        return removable;
    }

    /// One entry in the chain of each person, and the number with all references in that of the member: as many entries
    /// as the list needs.
    private void recordRemoval(AuthenticatedStaff by, List<Ticket> removed, Restraint.Reason reason, Instant now) {
        audit.appendEntries(removed.stream()
                .map(ticket -> new AuditEntry(
                        ticket.conversation(),
                        by.member().name(),
                        "ticket.removed",
                        ticket.number().symbols(),
                        reason.name(),
                        now))
                .toList());
        for (int from = 0; from < removed.size(); from += MAX_REFERENCES_PER_ENTRY) {
            List<Ticket> part = removed.subList(from, Math.min(removed.size(), from + MAX_REFERENCES_PER_ENTRY));
            staffAudit.recordAction(
                    by,
                    "tickets.removed",
                    Integer.toString(removed.size()),
                    reason + ": "
                            + part.stream()
                                    .map(ticket -> ticket.number().symbols())
                                    .collect(Collectors.joining(" ")),
                    now);
        }
    }
}
