package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.OpenedTicketCount;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketCaseFilter;
import pk.rahnuma.ticket.TicketFilter;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.TicketStatisticsRepository;
import pk.rahnuma.ticket.intake.UnprovedTicketService;

/// Lists and counts tickets for staff, without personal data.
@Singleton
public final class TicketQueryService {

    private final TicketRepository tickets;
    private final TicketQueueRepository queue;
    private final TicketStatisticsRepository statistics;
    private final UnprovedTicketService unprovedTickets;

    TicketQueryService(
            TicketRepository tickets,
            TicketQueueRepository queue,
            TicketStatisticsRepository statistics,
            UnprovedTicketService unprovedTickets) {
        this.tickets = tickets;
        this.queue = queue;
        this.statistics = statistics;
        this.unprovedTickets = unprovedTickets;
    }

    /// Tickets whose persons wait for the desk, then the others; each by priority, then by due time, those without a
    /// target last. Closed ones by the time of resolution, the last first.
    ///
    /// @param skip number of tickets left out at the beginning
    public List<Ticket> listTickets(TicketFilter filter, int skip, int limit, Instant now) {
        return queue.listTickets(filter, skip, limit, now);
    }

    /// Number of tickets of a list.
    public long countTickets(TicketFilter filter, Instant now) {
        return queue.countTickets(filter, now);
    }

    /// Tickets behind a figure, the newest first.
    public List<Ticket> listCases(TicketCaseFilter cases, int skip, int limit) {
        return statistics.findCases(cases, skip, limit);
    }

    /// Tickets of a person.
    public List<Ticket> listByConversation(long conversation, int limit) {
        return tickets.findByConversation(conversation, limit);
    }

    /// Tickets of these numbers that exist, in their order.
    public List<Ticket> findByNumbers(Collection<Reference> numbers) {
        return numbers.stream()
                .distinct()
                .flatMap(number -> tickets.findTicket(number).stream())
                .toList();
    }

    /// Tags of these tickets, sorted.
    public Map<Long, TreeSet<String>> findTags(List<Ticket> some) {
        return queue.findTags(some.stream().map(Ticket::id).toList());
    }

    /// Number of tickets in the lane of persons without a proof.
    public long countUnproved() {
        return unprovedTickets.countWaiting();
    }

    /// Numbers of tickets in that lane that came from the network of each of these, itself included.
    public Map<Long, Long> countByNetwork(List<Ticket> some) {
        return unprovedTickets.countByNetwork(some.stream().map(Ticket::id).toList());
    }

    /// Opened tickets by bucket of their opening.
    public Map<Integer, OpenedTicketCount> countOpened(TimeBuckets span) {
        return statistics.countOpened(span);
    }

    /// Working time from the opening to an event, by bucket of that event.
    ///
    /// @param by CLAIMED, ANSWERED or RESOLVED
    public Map<Integer, DurationPercentiles> findDurations(TicketCaseFilter.TicketEvent by, TimeBuckets span) {
        return statistics.findDurations(by, span);
    }

    /// Number of ratings by stars, for tickets resolved in the period.
    public Map<Integer, Long> countRatings(TimeBuckets span) {
        return statistics.countRatings(span);
    }

    /// Number of tickets opened at each question of a script, by its name.
    public Map<String, Long> countByQuestion(String script, TimeBuckets span) {
        return statistics.countByQuestion(script, span);
    }

    /// Times since which people wait for the desk, the longest first.
    public List<Instant> findWaitingSince(String language) {
        return statistics.findWaitingSince(language);
    }
}
