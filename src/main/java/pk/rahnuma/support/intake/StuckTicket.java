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

    /// Tickets of a person that are looked at: one of somebody who is stuck is there only while no other is active.
    private static final int LOOKED_AT = 10;

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
        tickets.of(hurdles.stream().map(Hurdle::conversation).distinct().toList(), 1).stream()
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

    /// They may go on by another question than that at which they failed: any ticket of the session is meant.
    @Override
    public void passed(Collection<Hurdle> hurdles, Instant now) {
        Set<TicketRows.Opener> sessions = new HashSet<>();
        hurdles.forEach(hurdle -> sessions.add(session(hurdle.conversation(), hurdle.key())));
        List<Long> persons = sessions.stream()
                .map(TicketRows.Opener::conversation)
                .distinct()
                .toList();
        List<Ticket> stuck = tickets.of(persons, LOOKED_AT).stream()
                .filter(ticket -> sessions.contains(session(ticket.conversation(), ticket.session())))
                .toList();
        needless.close(stuck, null, now);
    }

    /// @param key of a question, which begins with its session
    private static TicketRows.Opener session(long conversation, String key) {
        return new TicketRows.Opener(conversation, key.substring(0, key.indexOf('.') + 1));
    }
}
