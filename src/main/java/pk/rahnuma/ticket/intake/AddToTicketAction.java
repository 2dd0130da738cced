package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// `support.add`: adds to a ticket about a blocked line since when it is blocked, and its protocol. The ticket then
/// waits
/// for an answer again.
@Singleton
@Named("support.add")
public final class AddToTicketAction implements Action.Mutation<AddToTicketAction.In, AddToTicketAction.Out> {

    /// Input of the action.
    ///
    /// @param number of the ticket, as typed or shown
    /// @param since an option of the script's question, or the person's own words; the text is cut when the whole would
    ///     be longer than the desk stores
    /// @param protocol an option of the form, or empty
    public record In(String number, String since, String protocol) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such ticket, staff removed it, or have blocked the person
    public record Out(boolean done) {}

    private final TicketRepository tickets;
    private final TicketTextWriter ticketWriter;
    private final UnprovedTicketRepository unprovedTickets;
    private final ScriptLibrary library;
    private final RestraintRepository restraints;

    AddToTicketAction(
            TicketRepository tickets,
            TicketTextWriter ticketWriter,
            UnprovedTicketRepository unprovedTickets,
            ScriptLibrary library,
            RestraintRepository restraints) {
        this.tickets = tickets;
        this.ticketWriter = ticketWriter;
        this.unprovedTickets = unprovedTickets;
        this.library = library;
        this.restraints = restraints;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream().map(request -> new Out(addText(request))).toList();
    }

    private boolean addText(Request<In> request) {
        Optional<Ticket> own = Reference.parseText(request.arguments().number())
                .flatMap(tickets::findTicket)
                .filter(ticket -> ticket.conversation() == request.conversation())
                .filter(ticket -> ticket.isActive()
                        || ticket.restraint() != Restraint.Kind.SPAM && !unprovedTickets.isRemoved(ticket.id()))
                .filter(ticket -> !restraints.isBlocked(ticket.conversation(), request.now()));
        own.ifPresent(ticket -> ticketWriter.addText(ticket, formatAddition(request), request.now()));
        return own.isPresent();
    }

    /// Text for the ticket, in the language of the person: `blocked_line.added`.
    private String formatAddition(Request<In> request) {
        ScriptTexts texts = library.texts();
        String language = request.language();
        In in = request.arguments();
        return texts.formatText(
                language,
                "blocked_line.added",
                Map.of(
                        "since", texts.optionInWords(language, ScriptNames.LINE_BLOCKED + ".since", in.since()),
                        "protocol",
                                texts.optionInWords(
                                        language, ScriptNames.REGISTER_INDIVIDUAL + ".vpn_protocol", in.protocol())));
    }
}
