package pk.rahnuma.desk.tickets;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Queue;

/// A page of the queue.
///
/// @param show the tab that is open; none, where it is what is behind a chart
/// @param query of its address, without the page
/// @param tags by ticket
/// @param page from 0
/// @param more whether there is another page
public record TicketList(
        String show,
        String query,
        List<String> tabs,
        List<Ticket> rows,
        Map<Long, TreeSet<String>> tags,
        int page,
        boolean more) {

    static final int ROWS = 50;

    /// The ways to look at tickets.
    enum Show {
        QUEUE,
        MINE,
        ALL,
        LATE,
        SNOOZED,
        OVER;

        static Show of(String name) {
            return Arrays.stream(values())
                    .filter(show -> show.word().equals(name))
                    .findFirst()
                    .orElse(QUEUE);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Queue.Filter filter(long member) {
            Queue.Filter open = Queue.Filter.open();
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
            return Arrays.stream(values()).map(Show::word).toList();
        }
    }

    /// @param found one more than a page, when there are more
    static TicketList of(Show show, List<Ticket> found, Map<Long, TreeSet<String>> tags, int page) {
        return of(show.word(), "show=" + show.word(), found, tags, page);
    }

    /// What is behind a chart.
    static TicketList of(String query, List<Ticket> found, Map<Long, TreeSet<String>> tags, int page) {
        return of("cases", query, found, tags, page);
    }

    private static TicketList of(
            String show, String query, List<Ticket> found, Map<Long, TreeSet<String>> tags, int page) {
        return new TicketList(
                show,
                query,
                Show.words(),
                found.subList(0, Math.min(ROWS, found.size())),
                tags,
                page,
                found.size() > ROWS);
    }
}
