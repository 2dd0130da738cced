package pk.rahnuma.support.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.post.Parked;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.records.WordRows;

/// Opens a ticket for a message that could not be worked on, so that its sender does not wait in vain.
@Singleton
final class ParkedTicket implements Parked {

    private final Open open;
    private final TicketRows tickets;
    private final WordRows words;
    private final Audit audit;
    private final Promises promises;

    ParkedTicket(Open open, TicketRows tickets, WordRows words, Audit audit, Promises promises) {
        this.open = open;
        this.tickets = tickets;
        this.words = words;
        this.audit = audit;
        this.promises = promises;
    }

    @Override
    public void parked(long conversation, long deadLetter, String language, Instant now) {
        String number = number(deadLetter);
        Open.In in =
                new Open.In(Ticket.DEAD_LETTER, "The message parked as " + number + " could not be worked on.", "");
        open.run(List.of(new Action.Request<>(conversation, session(deadLetter), "", "", true, language, now, in)));
    }

    /// Nobody needs to answer what was answered in the chat; the person is not told of it.
    @Override
    public void resumed(long conversation, long deadLetter, String who, Instant now) {
        tickets.openedBy(Set.of(new TicketRows.Opener(conversation, session(deadLetter)))).stream()
                .map(ticket -> tickets.lock(ticket.id()))
                .filter(ticket -> ticket.state() == Ticket.State.NEW)
                .forEach(ticket -> {
                    words.answer(
                            ticket,
                            "The message was worked on again, and answered in the chat.",
                            null,
                            who,
                            null,
                            null,
                            now);
                    tickets.save(
                            promises.moved(promises.answered(ticket, now), Ticket.State.CLOSED, now)
                                    .with()
                                    .waitingSince(null)
                                    .done(),
                            now);
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
