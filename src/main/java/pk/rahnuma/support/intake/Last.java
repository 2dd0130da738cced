package pk.rahnuma.support.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;

/// `support.last`: the person's own ticket that was resolved last and can still be rated.
@Singleton
@Named("support.last")
public final class Last implements Action.Read<Last.In, Last.Out> {

    public record In() {}

    /// @param number empty when none is found
    public record Out(boolean found, String number) {}

    private final TicketRows rows;

    Last(TicketRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        Map<Long, Optional<Ticket>> last =
                rows.of(requests.stream().map(Request::conversation).distinct().toList()).stream()
                        .filter(ticket -> ticket.state() == Ticket.State.RESOLVED && ticket.mergedInto() == null)
                        .collect(Collectors.groupingBy(
                                Ticket::conversation, Collectors.maxBy(Comparator.comparing(Ticket::resolved))));
        return requests.stream()
                .map(request -> last.getOrDefault(request.conversation(), Optional.empty())
                        .map(ticket -> new Out(true, ticket.number().grouped()))
                        .orElse(new Out(false, "")))
                .toList();
    }
}
