package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketRepository;

/// `support.rate`: rates a resolved ticket. A bad rating opens it again, any other closes it.
@Singleton
@Named("support.rate")
public final class RateTicketAction implements Action.Mutation<RateTicketAction.In, RateTicketAction.Out> {

    /// Input of the action.
    ///
    /// @param number of a ticket of the person
    /// @param stars `1` to `5`
    /// @param word comment of the person; may be empty
    public record In(String number, String stars, String word) {}

    /// Result of the action.
    ///
    /// @param done false when there is no such ticket, or it can no longer be rated
    /// @param reopened whether it was opened again
    public record Out(boolean done, boolean reopened) {}

    /// Highest number of stars that counts as a bad rating.
    private static final int MAX_BAD_RATING = 2;

    private static final int MAX_COMMENT_LENGTH = 2000;

    private final TicketRepository tickets;
    private final TicketBodyRepository bodies;
    private final SlaClock slaClock;
    private final AuditLog audit;
    private final RestraintRepository restraints;

    RateTicketAction(
            TicketRepository tickets,
            TicketBodyRepository bodies,
            SlaClock slaClock,
            AuditLog audit,
            RestraintRepository restraints) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.slaClock = slaClock;
        this.audit = audit;
        this.restraints = restraints;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream().map(this::rateTicket).toList();
    }

    private Out rateTicket(Request<In> request) {
        Optional<Ticket> own = Reference.parseText(request.arguments().number())
                .flatMap(tickets::findTicket)
                .filter(ticket -> ticket.conversation() == request.conversation())
                .map(ticket -> tickets.lockTicket(ticket.id()))
                .filter(ticket -> ticket.state() == Ticket.State.RESOLVED && ticket.mergedInto() == null);
        if (own.isEmpty() || !request.arguments().stars().matches("[1-5]")) {
            return new Out(false, false);
        }
        Ticket ticket = own.get();
        int stars = Integer.parseInt(request.arguments().stars());
        String word = request.arguments().word();
        if (word != null && !word.isBlank()) {
            String kept = word.substring(0, Math.min(MAX_COMMENT_LENGTH, word.length()));
            bodies.saveRatingComment(ticket, kept);
        }
        boolean reopens = stars <= MAX_BAD_RATING
                && ticket.restraint() == null
                && !restraints.isBlocked(ticket.conversation(), request.now());
        Ticket after = reopens
                ? slaClock.reopenTicket(ticket, request.now())
                : slaClock.transitionTo(ticket, Ticket.State.CLOSED, request.now()).toBuilder()
                        .withResolvedAt(ticket.resolved(), null)
                        .build();
        tickets.saveTicket(after.toBuilder().withRating(stars).build(), request.now());
        audit.appendEntries(List.of(new AuditEntry(
                ticket.conversation(),
                "applicant",
                reopens ? "ticket.reopened" : "ticket.rated",
                ticket.number().symbols(),
                Integer.toString(stars),
                request.now())));
        return new Out(true, reopens);
    }
}
