package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketRepository;

/// `support.add`: adds text to a ticket of the person, which then waits for an answer again.
@Singleton
@Named("support.add")
public final class AddToTicketAction implements Action.Mutation<AddToTicketAction.In, AddToTicketAction.Out> {

    /// Input of the action.
    ///
    /// @param number of the ticket, as typed or shown
    /// @param text to add; it is cut when the whole would be longer than [#MAX_BODY_LENGTH]
    public record In(String number, String text) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such ticket, or staff removed it
    public record Out(boolean done) {}

    /// Maximum characters of all text that a person writes into a ticket.
    private static final int MAX_BODY_LENGTH = 4000;

    private final TicketRepository tickets;
    private final TicketBodyRepository bodies;
    private final AuditLog audit;
    private final SlaClock slaClock;
    private final UnprovedTicketRepository unprovedTickets;

    AddToTicketAction(
            TicketRepository tickets,
            TicketBodyRepository bodies,
            AuditLog audit,
            SlaClock slaClock,
            UnprovedTicketRepository unprovedTickets) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.audit = audit;
        this.slaClock = slaClock;
        this.unprovedTickets = unprovedTickets;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream().map(request -> new Out(addText(request))).toList();
    }

    private boolean addText(Request<In> request) {
        Optional<Ticket> own = Reference.parseText(request.arguments().number())
                .flatMap(tickets::findTicket)
                .filter(ticket -> ticket.conversation() == request.conversation())
                .map(ticket -> tickets.lockTicket(ticket.id()))
                .filter(ticket -> ticket.isActive() || !unprovedTickets.isRemoved(ticket.id()));
        own.ifPresent(ticket -> {
            Ticket.Body before = bodies.readBody(ticket);
            String text = before.text() + "\n" + request.arguments().text();
            Ticket.Body body =
                    new Ticket.Body(text.substring(0, Math.min(MAX_BODY_LENGTH, text.length())), before.reference());
            bodies.updateBody(ticket, body);
            tickets.saveTicket(toWaitingState(ticket, request.now()), request.now());
            audit.appendEntries(List.of(new AuditEntry(
                    ticket.conversation(),
                    "applicant",
                    "ticket.added",
                    ticket.number().symbols(),
                    null,
                    request.now())));
        });
        return own.isPresent();
    }

    /// The ticket in the state in which it waits for the desk; a closed one is reopened.
    private Ticket toWaitingState(Ticket ticket, Instant now) {
        if (ticket.state().isClosed() && ticket.mergedInto() == null) {
            return slaClock.reopenTicket(ticket, now);
        }
        return ticket.isActive() ? slaClock.recordMessage(ticket, now) : ticket;
    }
}
