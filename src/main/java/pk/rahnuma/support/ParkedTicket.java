package pk.rahnuma.support;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.post.Parked;

/// Opens a ticket for a message that could not be worked on, so that its sender does not wait in vain.
@Singleton
final class ParkedTicket implements Parked {

    private static final String TOPIC = "dead_letter";

    private final Open open;
    private final TicketRows tickets;
    private final Audit audit;

    ParkedTicket(Open open, TicketRows tickets, Audit audit) {
        this.open = open;
        this.tickets = tickets;
        this.audit = audit;
    }

    @Override
    public void parked(long conversation, long deadLetter, String language, Instant now) {
        String number = number(deadLetter);
        Open.In in = new Open.In(TOPIC, "The message parked as " + number + " could not be worked on.", "");
        open.run(List.of(new Action.Request<>(conversation, session(deadLetter), "", "", language, now, in)));
    }

    /// Nobody needs to answer what was answered in the chat; the person is not told of it.
    @Override
    public void resumed(long conversation, long deadLetter, String who, Instant now) {
        tickets.ofSessions(List.of(conversation), List.of(session(deadLetter))).stream()
                .map(ticket -> tickets.lock(ticket.id()))
                .filter(ticket -> ticket.state() == Ticket.State.NEW)
                .forEach(ticket -> {
                    tickets.answer(ticket, "The message was worked on again, and answered in the chat.", who, now);
                    audit.append(List.of(new Entry(
                            conversation,
                            who,
                            "ticket.answered",
                            ticket.number().symbols(),
                            null,
                            now)));
                });
    }

    /// No script has such a session.
    private static String session(long deadLetter) {
        return "-" + number(deadLetter);
    }

    private static String number(long deadLetter) {
        return Long.toString(deadLetter, 36);
    }
}
