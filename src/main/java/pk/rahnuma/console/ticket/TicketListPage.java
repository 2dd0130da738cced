package pk.rahnuma.console.ticket;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.record.TicketQueueRepository;

/// A page of the queue.
///
/// @param show the tab that is open; none, where it is what is behind a chart
/// @param query of its address, without the page
/// @param tags by ticket
/// @param page from 0
/// @param more whether there is another page
public record TicketListPage(
        String show,
        String query,
        List<String> tabs,
        List<Ticket> rows,
        Map<Long, TreeSet<String>> tags,
        int page,
        boolean more) {

    static final int ROWS = 50;

    /// The ways to look at tickets.
    enum TabFilter {
        QUEUE,
        MINE,
        ALL,
        LATE,
        SNOOZED,
        OVER;

        static TabFilter of(String name) {
            return Arrays.stream(values())
                    .filter(show -> show.word().equals(name))
                    .findFirst()
                    .orElse(QUEUE);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        TicketQueueRepository.TicketFilter filter(long member) {
            TicketQueueRepository.TicketFilter open = TicketQueueRepository.TicketFilter.open();
            return switch (this) {
                case QUEUE -> open.ofNobody();
                case MINE -> open.of(member);
                case ALL -> open;
                case LATE -> open.late();
                case SNOOZED -> open.asleep();
                case OVER -> open.in(Ticket.State.RESOLVED, Ticket.State.CLOSED);
            };
        }

        static List<String> words() {
            return Arrays.stream(values()).map(TabFilter::word).toList();
        }
    }

    /// @param found one more than a page, when there are more
    static TicketListPage of(TabFilter show, List<Ticket> found, Map<Long, TreeSet<String>> tags, int page) {
        return of(show.word(), "show=" + show.word(), found, tags, page);
    }

    /// What is behind a chart.
    static TicketListPage of(String query, List<Ticket> found, Map<Long, TreeSet<String>> tags, int page) {
        return of("cases", query, found, tags, page);
    }

    private static TicketListPage of(
            String show, String query, List<Ticket> found, Map<Long, TreeSet<String>> tags, int page) {
        return new TicketListPage(
                show,
                query,
                TabFilter.words(),
                found.subList(0, Math.min(ROWS, found.size())),
                tags,
                page,
                found.size() > ROWS);
    }
}
