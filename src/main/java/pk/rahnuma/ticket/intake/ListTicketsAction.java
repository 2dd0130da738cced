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
import pk.rahnuma.ticket.TicketRepository;

/// `support.mine`: the person's own open tickets, the newest first, with the expected waiting time. A ticket that the
/// desk opened is left out until a member of staff has taken or answered it, since the person does not know of it.
@Singleton
@Named("support.mine")
public final class ListTicketsAction implements Action.Query<ListTicketsAction.In, ListTicketsAction.Out> {

    public record In() {}

    /// A ticket in the list.
    ///
    /// @param status `ticket_` and its state in small letters, a code for which there are texts
    /// @param place in the queue, 1 is next; 0 when it is not in the queue
    /// @param answer_by time by which half of such tickets are answered, in the future; null when unknown
    /// @param was_due time by which half of such tickets would have been answered, when that has passed; or null
    public record Item(String number, String status, Instant opened, long place, Instant answer_by, Instant was_due) {}

    /// Result of the action.
    ///
    /// @param count number of tickets, at most 100
    /// @param staffed whether a member of staff can answer; without one, there is no time and no place
    /// @param opens time at which the desk is open: now, or the next opening
    public record Out(long count, List<Item> items, boolean staffed, boolean open_now, Instant opens) {}

    private static final int MAX_LISTED = 5;
    private static final int MAX_COUNTED = 100;

    private final TicketRepository tickets;
    private final WaitingTimeEstimator waitingTimes;
    private final SlaClock slaClock;

    ListTicketsAction(TicketRepository tickets, WaitingTimeEstimator waitingTimes, SlaClock slaClock) {
        this.tickets = tickets;
        this.waitingTimes = waitingTimes;
        this.slaClock = slaClock;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<Ticket>> own = tickets
                .findByConversation(
                        requests.stream().map(Request::conversation).distinct().toList(), MAX_COUNTED)
                .stream()
                .filter(ticket -> ticket.isActive() && !ticket.isUnknownToCustomer())
                .collect(Collectors.groupingBy(Ticket::conversation));
        WaitingTimeEstimator.CurrentQueue queue = own.isEmpty()
                ? null
                : waitingTimes.currentQueue(requests.getFirst().now());
        List<Out> outs = new ArrayList<>();
        for (Request<In> request : requests) {
            List<Ticket> ownTickets = own.getOrDefault(request.conversation(), List.of());
            outs.add(new Out(
                    ownTickets.size(),
                    ownTickets.stream()
                            .limit(MAX_LISTED)
                            .map(ticket -> toItem(ticket, queue))
                            .toList(),
                    queue != null && queue.isStaffed(),
                    slaClock.calendar().isOpen(request.now()),
                    slaClock.calendar().nextOpening(request.now())));
        }
        return outs;
    }

    private static Item toItem(Ticket ticket, WaitingTimeEstimator.CurrentQueue queue) {
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
