package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.intake.WaitingTimeEstimator;

/// Reads the tickets of a person for that person. A ticket that they do not know of counts as none, as does one of
/// another person.
@Singleton
public final class CustomerTicketService {

    private final TicketRepository tickets;
    private final TicketBodyRepository bodies;
    private final ConversationHoldRepository holds;
    private final WaitingTimeEstimator waitingTimes;

    CustomerTicketService(
            TicketRepository tickets,
            TicketBodyRepository bodies,
            ConversationHoldRepository holds,
            WaitingTimeEstimator waitingTimes) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.holds = holds;
        this.waitingTimes = waitingTimes;
    }

    /// A ticket of the person.
    ///
    /// @param body text that they wrote into it
    /// @param expected waiting time
    /// @param handover whether messages of the conversation go to a member of staff, by this ticket
    /// @param mergedInto the ticket that replaces it, or null
    public record CustomerTicket(
            Ticket ticket,
            Ticket.Body body,
            WaitingTimeEstimator.WaitingTime expected,
            boolean handover,
            Reference mergedInto) {

        /// True when the person can write to the ticket; a closed one is then reopened.
        public boolean canBeWrittenTo() {
            return ticket.mergedInto() == null;
        }

        public boolean canBeRated() {
            return ticket.state() == Ticket.State.RESOLVED && ticket.mergedInto() == null;
        }
    }

    /// A page of the tickets, the newest first.
    ///
    /// @param before time of opening of the last ticket of the page before; of the first page, a time in the future
    /// @param beforeId id of that ticket
    public List<CustomerTicket> listTickets(long person, Instant before, long beforeId, int limit, Instant now) {
        return toCustomerTickets(person, tickets.findKnown(person, before, beforeId, limit), now);
    }

    public Optional<CustomerTicket> findTicket(long person, Reference number, Instant now) {
        return toCustomerTickets(person, findOwn(person, number).stream().toList(), now).stream()
                .findFirst();
    }

    /// Reference that the person gave with the ticket that a form has opened.
    ///
    /// @param session of the form
    public Optional<String> findReferenceOf(long person, String session) {
        return tickets.findByOpeners(Set.of(new TicketRepository.TicketOpener(person, session))).stream()
                .findFirst()
                .map(ticket -> bodies.readBody(ticket).reference());
    }

    /// Numbers of those of these tickets that the person knows of, by id.
    public Map<Long, Reference> findNumbers(long person, Collection<Long> ids) {
        return tickets.findTickets(ids).stream()
                .filter(ticket -> ticket.conversation() == person && !ticket.isUnknownToCustomer())
                .collect(Collectors.toMap(Ticket::id, Ticket::number));
    }

    /// The ticket of this number, if the person knows of it.
    Optional<Ticket> findOwn(long person, Reference number) {
        return tickets.findTicket(number)
                .filter(ticket -> ticket.conversation() == person && !ticket.isUnknownToCustomer());
    }

    private List<CustomerTicket> toCustomerTickets(long person, List<Ticket> own, Instant now) {
        if (own.isEmpty()) {
            return List.of();
        }
        WaitingTimeEstimator.CurrentQueue queue = waitingTimes.currentQueue(now);
        long holder = holds.findHolder(person).orElse(0L);
        return own.stream()
                .map(ticket -> new CustomerTicket(
                        ticket,
                        bodies.readBody(ticket),
                        queue.estimateFor(ticket),
                        ticket.id() == holder,
                        findMergeTarget(ticket)))
                .toList();
    }

    private Reference findMergeTarget(Ticket ticket) {
        return ticket.mergedInto() == null
                ? null
                : tickets.findTickets(List.of(ticket.mergedInto())).stream()
                        .map(Ticket::number)
                        .findFirst()
                        .orElse(null);
    }
}
