package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.record.TicketRepository;

/// `support.mine`: the person's own tickets that are not over, the newest first, with what they may expect. One that
/// the desk opened by itself is not among them until somebody has taken or answered it: the person knows nothing of
/// it.
@Singleton
@Named("support.mine")
public final class ListTicketsAction implements Action.Query<ListTicketsAction.In, ListTicketsAction.Out> {

    public record In() {}

    /// @param status `ticket_` and its state in small letters, a code that texts have words for
    /// @param place in the queue, 1 is next; 0 when it is not in it
    /// @param answer_by when half of such tickets are answered, still to come; null when nobody can say
    /// @param was_due when half of such tickets would have been answered, and this one was not; or null
    public record Item(String number, String status, Instant opened, long place, Instant answer_by, Instant was_due) {}

    /// @param count of all, up to a hundred
    /// @param opens when somebody is at the desk: now, or the next opening
    public record Out(long count, List<Item> items, boolean open_now, Instant opens) {}

    private static final int MAX_LISTED = 5;
    private static final int MAX_COUNTED = 100;

    private final TicketRepository rows;
    private final WaitingTimeEstimator waits;
    private final SlaClock promises;

    ListTicketsAction(TicketRepository rows, WaitingTimeEstimator waits, SlaClock promises) {
        this.rows = rows;
        this.waits = waits;
        this.promises = promises;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<Ticket>> own = rows
                .findByConversation(
                        requests.stream().map(Request::conversation).distinct().toList(), MAX_COUNTED)
                .stream()
                .filter(ticket -> ticket.isActive() && !ticket.isUnknownToCustomer())
                .collect(Collectors.groupingBy(Ticket::conversation));
        WaitingTimeEstimator.CurrentQueue queue =
                own.isEmpty() ? null : waits.currentQueue(requests.getFirst().now());
        List<Out> outs = new ArrayList<>();
        for (Request<In> request : requests) {
            List<Ticket> tickets = own.getOrDefault(request.conversation(), List.of());
            outs.add(new Out(
                    tickets.size(),
                    tickets.stream()
                            .limit(MAX_LISTED)
                            .map(ticket -> item(ticket, queue))
                            .toList(),
                    promises.calendar().isOpen(request.now()),
                    promises.calendar().nextOpening(request.now())));
        }
        return outs;
    }

    private static Item item(Ticket ticket, WaitingTimeEstimator.CurrentQueue queue) {
        WaitingTimeEstimator.WaitingTime wait = queue.estimateFor(ticket);
        return new Item(
                ticket.number().toGroupedText(),
                ticket.state().textCode(),
                ticket.opened(),
                wait.place(),
                wait.answerBy(),
                wait.missed());
    }
}
