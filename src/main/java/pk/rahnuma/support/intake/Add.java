package pk.rahnuma.support.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Bodies;
import pk.rahnuma.support.records.TicketRows;

/// `support.add`: the person adds words to a ticket of their own, which then waits for an answer again.
@Singleton
@Named("support.add")
public final class Add implements Action.Act<Add.In, Add.Out> {

    /// @param number of the ticket, as typed or shown
    /// @param text what to add; what makes the whole longer than [#MOST] is cut
    public record In(String number, String text) {}

    /// @param done false when there is no such ticket of this person
    public record Out(boolean done) {}

    /// Characters of all that a person writes into a ticket.
    private static final int MOST = 4000;

    private final TicketRows tickets;
    private final Bodies bodies;
    private final Audit audit;
    private final Promises promises;

    Add(TicketRows tickets, Bodies bodies, Audit audit, Promises promises) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.audit = audit;
        this.promises = promises;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        return requests.stream().map(request -> new Out(added(request))).toList();
    }

    private boolean added(Request<In> request) {
        Optional<Ticket> own = Reference.read(request.arguments().number())
                .flatMap(tickets::find)
                .filter(ticket -> ticket.conversation() == request.conversation())
                .map(ticket -> tickets.lock(ticket.id()));
        own.ifPresent(ticket -> {
            Ticket.Body before = bodies.of(ticket);
            String text = before.text() + "\n" + request.arguments().text();
            Ticket.Body body = new Ticket.Body(text.substring(0, Math.min(MOST, text.length())), before.reference());
            bodies.write(ticket, body);
            tickets.save(waits(ticket, request.now()), request.now());
            audit.append(List.of(new Entry(
                    ticket.conversation(),
                    "applicant",
                    "ticket.added",
                    ticket.number().symbols(),
                    null,
                    request.now())));
        });
        return own.isPresent();
    }

    /// What is over begins again.
    private Ticket waits(Ticket ticket, Instant now) {
        if (ticket.state().over() && ticket.mergedInto() == null) {
            return promises.reopened(ticket, now);
        }
        return ticket.active() ? Wrote.written(ticket, promises, now) : ticket;
    }
}
