package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.intake.TicketTextWriter;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository;

/// Adds messages of a person to a ticket that they name. Each is a message of the conversation too, like one that
/// joined the ticket there.
@Singleton
public final class CustomerMessageService {

    private final CustomerTicketService customerTickets;
    private final TicketRepository tickets;
    private final ConversationHoldRepository holds;
    private final ConversationMessageService messages;
    private final TicketTextWriter ticketWriter;
    private final UnprovedTicketRepository unprovedTickets;

    CustomerMessageService(
            CustomerTicketService customerTickets,
            TicketRepository tickets,
            ConversationHoldRepository holds,
            ConversationMessageService messages,
            TicketTextWriter ticketWriter,
            UnprovedTicketRepository unprovedTickets) {
        this.customerTickets = customerTickets;
        this.tickets = tickets;
        this.holds = holds;
        this.messages = messages;
        this.ticketWriter = ticketWriter;
        this.unprovedTickets = unprovedTickets;
    }

    /// Adds a message. The ticket then waits for the desk; a closed one is reopened. Takes part in the transaction of
    /// the thread, which holds the lock of the person.
    ///
    /// @param chat that the message came from
    /// @param body the message, with its kind
    /// @return number of the message in the conversation; empty when the person has no such ticket, another one
    ///     replaces it, or staff removed it or marked it as spam
    public Optional<Integer> addMessage(Chat chat, Reference number, Reply body, Instant now) {
        return customerTickets
                .findOwn(chat.conversation(), number)
                .map(ticket -> tickets.lockTicket(ticket.id()))
                .filter(ticket -> ticket.mergedInto() == null)
                .filter(ticket -> ticket.isActive()
                        || ticket.restraint() != Restraint.Kind.SPAM && !unprovedTickets.isRemoved(ticket.id()))
                .map(ticket -> addTo(ticket, messages.appendReceived(chat, body, now), now));
    }

    private int addTo(Ticket ticket, Message message, Instant now) {
        // During a handover by this ticket, all messages of the person belong to it.
        if (holds.findHolder(ticket.conversation()).orElse(0L) != ticket.id()) {
            holds.addJoinedMessages(
                    List.of(new ConversationListener.JoinedMessage(ticket.id(), ticket.conversation(), message.seq())));
        }
        ticketWriter.recordAddition(ticket, now);
        return message.seq();
    }
}
