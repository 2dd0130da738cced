package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.ticket.TicketRepository;

/// `support.last`: the person's own ticket that was resolved last and can still be rated.
@Singleton
@Named("support.last")
public final class ShowResolvedTicketAction
        implements Action.Query<ShowResolvedTicketAction.In, ShowResolvedTicketAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param number empty when there is no such ticket
    public record Out(boolean found, String number) {}

    private final TicketRepository tickets;

    ShowResolvedTicketAction(TicketRepository tickets) {
        this.tickets = tickets;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, Out> last = new HashMap<>();
        tickets.findLastResolved(
                        requests.stream().map(Request::conversation).distinct().toList())
                .forEach(ticket -> last.put(
                        ticket.conversation(), new Out(true, ticket.number().toGroupedText())));
        return requests.stream()
                .map(request -> last.getOrDefault(request.conversation(), new Out(false, "")))
                .toList();
    }
}
