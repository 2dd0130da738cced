package pk.rahnuma.console.ticket;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketFilter;
import pk.rahnuma.ticket.work.TicketTranscriptService.LastWords;

/// Page of the queue.
///
/// @param show the open tab; none for the cases behind a chart
/// @param query of its URL, without the page
/// @param details of the rows beside their tickets
/// @param page from 0
/// @param more true when there is another page
public record TicketListPage(
        String show, String query, List<String> tabs, List<Ticket> rows, RowDetails details, int page, boolean more) {

    static final int PAGE_SIZE = 40;

    /// Tabs of the queue.
    enum TabFilter {
        QUEUE,
        UNPROVED,
        MINE,
        ALL,
        LATE,
        SNOOZED,
        OVER;

        static TabFilter fromParameter(String name) {
            return Arrays.stream(values())
                    .filter(show -> show.toParameter().equals(name))
                    .findFirst()
                    .orElse(QUEUE);
        }

        String toParameter() {
            return name().toLowerCase(Locale.ROOT);
        }

        TicketFilter toFilter(long member) {
            TicketFilter open = TicketFilter.openTickets();
            return switch (this) {
                case QUEUE -> open.withUnassigned();
                case UNPROVED -> open.withUnproved();
                case MINE -> open.withAssignee(member);
                case ALL -> open;
                case LATE -> open.withOverdue();
                case SNOOZED -> open.withSnoozed();
                case OVER -> open.withStates(Ticket.State.RESOLVED, Ticket.State.CLOSED);
            };
        }

        /// Filters of the tabs that are to be emptied, by name; that of persons without a proof is counted apart.
        static Map<String, TicketFilter> waitingFilters(long member) {
            return Stream.of(QUEUE, MINE, LATE)
                    .collect(Collectors.toMap(TabFilter::toParameter, show -> show.toFilter(member)));
        }

        static List<String> allParameters() {
            return Arrays.stream(values()).map(TabFilter::toParameter).toList();
        }
    }

    /// Code of the channel on which the customer wrote last; empty when they wrote nothing.
    public String channelOf(Ticket row) {
        LastWords last = details.words().get(row.conversation());
        return last == null || last.channel() == null ? "" : last.channel().name();
    }

    /// Last words of the customer; empty when there are none.
    public String wordsOf(Ticket row) {
        LastWords last = details.words().get(row.conversation());
        return last == null ? "" : last.text();
    }

    /// Creates a page of a tab.
    ///
    /// @param found one more than a page when there are more
    static TicketListPage createPage(TabFilter show, List<Ticket> found, RowDetails details, int page) {
        return createPage(show.toParameter(), "show=" + show.toParameter(), found, details, page);
    }

    /// Creates a page of the cases behind a chart.
    static TicketListPage createPage(String query, List<Ticket> found, RowDetails details, int page) {
        return createPage("cases", query, found, details, page);
    }

    /// Part of the tickets that fits on a page.
    static List<Ticket> clipRows(List<Ticket> found) {
        return found.subList(0, Math.min(PAGE_SIZE, found.size()));
    }

    /// Details of the rows beside their tickets, and numbers of the tabs.
    ///
    /// @param tags by ticket
    /// @param customers by conversation, as far as they are known
    /// @param words the last of each customer, by conversation
    /// @param counts numbers of tickets of those tabs that are to be emptied, by name
    /// @param networks number of tickets in the lane of persons without a proof from the network of a ticket, by ticket
    public record RowDetails(
            Map<Long, TreeSet<String>> tags,
            Map<Long, CustomerSummary> customers,
            Map<Long, LastWords> words,
            Map<String, Long> counts,
            Map<Long, Long> networks) {

        /// Number of tickets of a tab; 0 for one that need not be emptied.
        public long countOf(String tab) {
            return counts.getOrDefault(tab, 0L);
        }
    }

    private static TicketListPage createPage(
            String show, String query, List<Ticket> found, RowDetails details, int page) {
        return new TicketListPage(
                show, query, TabFilter.allParameters(), clipRows(found), details, page, found.size() > PAGE_SIZE);
    }
}
