package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// `support.add`: adds text to a ticket of the person, which then waits for an answer again.
@Singleton
@Named("support.add")
public final class AddToTicketAction implements Action.Mutation<AddToTicketAction.In, AddToTicketAction.Out> {

    /// Input of the action.
    ///
    /// @param number of the ticket, as typed or shown
    /// @param text to add; it is cut when the whole would be longer than the desk stores
    public record In(String number, String text) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such ticket, or staff removed it
    public record Out(boolean done) {}

    private final TicketRepository tickets;
    private final TicketTextWriter ticketWriter;
    private final UnprovedTicketRepository unprovedTickets;

    AddToTicketAction(
            TicketRepository tickets, TicketTextWriter ticketWriter, UnprovedTicketRepository unprovedTickets) {
        this.tickets = tickets;
        this.ticketWriter = ticketWriter;
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
                .filter(ticket -> ticket.isActive() || !unprovedTickets.isRemoved(ticket.id()));
        own.ifPresent(ticket -> ticketWriter.addText(ticket, request.arguments().text(), request.now()));
        return own.isPresent();
    }
}
