package pk.rahnuma.support.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.post.Attention;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;

/// Opens a ticket for somebody who fails at a question again and again, so that whoever would give up is seen. There is
/// none where a human has something of theirs to answer already.
@Singleton
final class StuckTicket implements Attention {

    private final Open open;
    private final TicketRows tickets;
    private final Needless needless;

    StuckTicket(Open open, TicketRows tickets, Needless needless) {
        this.open = open;
        this.tickets = tickets;
        this.needless = needless;
    }

    @Override
    public void failed(Collection<Hurdle> hurdles, Instant now) {
        Set<Long> seen = new HashSet<>();
        tickets.of(hurdles.stream().map(Hurdle::conversation).distinct().toList()).stream()
                .filter(Ticket::active)
                .forEach(ticket -> seen.add(ticket.conversation()));
        List<Action.Request<Open.In>> requests = new ArrayList<>();
        for (Hurdle hurdle : hurdles) {
            if (seen.add(hurdle.conversation())) {
                // There are no words of the person's: the question and the conversation tell.
                Open.In in = new Open.In(Ticket.STUCK, "", "");
                requests.add(new Action.Request<>(
                        hurdle.conversation(), hurdle.key(), "", "", true, hurdle.language(), now, in));
            }
        }
        if (!requests.isEmpty()) {
            open.run(requests);
        }
    }

    @Override
    public void passed(Collection<Hurdle> hurdles, Instant now) {
        Set<List<Object>> own = new HashSet<>();
        hurdles.forEach(hurdle -> own.add(List.of(hurdle.conversation(), hurdle.key())));
        List<Long> persons =
                hurdles.stream().map(Hurdle::conversation).distinct().toList();
        List<String> keys = hurdles.stream().map(Hurdle::key).distinct().toList();
        // The same key may be of another of these persons, too.
        needless.close(
                tickets.ofSessions(persons, keys).stream()
                        .filter(ticket -> own.contains(List.of(ticket.conversation(), ticket.session())))
                        .toList(),
                null,
                now);
    }
}
