package pk.rahnuma.ticket.intake;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository.WaitingTicket;

/// The lane of tickets whose persons have proved nothing: their number, and the way out of it.
@Singleton
public class UnprovedTicketService {

    /// Waiting tickets that one run looks at, more than may be open.
    private static final int MAX_TICKETS_READ = 5_000;

    /// Persons whose proofs are looked up at once.
    private static final int BATCH_SIZE = 500;

    private final TransactionOperations<Connection> transactions;
    private final UnprovedTicketRepository unprovedTickets;
    private final PersonProofService proofs;
    private final PersonLock persons;
    private final TicketRepository tickets;

    public UnprovedTicketService(
            TransactionOperations<Connection> transactions,
            UnprovedTicketRepository unprovedTickets,
            PersonProofService proofs,
            PersonLock persons,
            TicketRepository tickets) {
        this.transactions = transactions;
        this.unprovedTickets = unprovedTickets;
        this.proofs = proofs;
        this.persons = persons;
        this.tickets = tickets;
    }

    /// Number of tickets that wait in the lane.
    public long countWaiting() {
        return unprovedTickets.countWaiting();
    }

    /// Number of tickets in the lane from the network of each of these tickets; those with an unknown network are left
    /// out.
    public Map<Long, Long> countByNetwork(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<WaitingTicket> known = unprovedTickets.findWaiting(PaddedKeys.padKeys(ids)).stream()
                .filter(ticket -> ticket.networkHash() != null)
                .toList();
        if (known.isEmpty()) {
            return Map.of();
        }
        Map<ByteBuffer, Long> counts = new HashMap<>();
        unprovedTickets
                .countWaitingByNetworks(PaddedKeys.padKeys(
                        known.stream().map(WaitingTicket::networkHash).toList()))
                .forEach(count -> counts.put(ByteBuffer.wrap(count.networkHash()), count.tickets()));
        return known.stream()
                .collect(Collectors.toMap(
                        WaitingTicket::ticketId,
                        ticket -> counts.getOrDefault(ByteBuffer.wrap(ticket.networkHash()), 1L),
                        (first, same) -> first));
    }

    /// Tickets in the lane whose persons have proved something since.
    public List<WaitingTicket> findProvedTickets() {
        List<WaitingTicket> waiting = unprovedTickets.findWaiting(MAX_TICKETS_READ);
        List<Long> ids =
                waiting.stream().map(WaitingTicket::conversationId).distinct().toList();
        Set<Long> proved = new HashSet<>();
        for (int from = 0; from < ids.size(); from += BATCH_SIZE) {
            proved.addAll(proofs.findProved(ids.subList(from, Math.min(ids.size(), from + BATCH_SIZE))));
        }
        return waiting.stream()
                .filter(ticket -> proved.contains(ticket.conversationId()))
                .toList();
    }

    /// Moves a ticket of [#findProvedTickets] to the queue of all others.
    public void moveToQueue(WaitingTicket ticket, Instant now) {
        transactions.executeWrite(status -> {
            if (persons.lockIfExists(ticket.conversationId())) {
                unprovedTickets.deleteByTicketId(ticket.ticketId());
                tickets.markChanged(ticket.ticketId(), now);
            }
            return null;
        });
    }
}
