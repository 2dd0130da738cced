package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// Opens a ticket for a person who fails at a question repeatedly, so that staff see them before they give up. It opens
/// none while a member of staff already has an open ticket of theirs.
@Singleton
final class StuckCustomerListener implements ConversationListener {

    private final OpenTicketAction openTicketAction;
    private final TicketRepository tickets;
    private final ObsoleteTicketCloser ticketCloser;

    StuckCustomerListener(
            OpenTicketAction openTicketAction, TicketRepository tickets, ObsoleteTicketCloser ticketCloser) {
        this.openTicketAction = openTicketAction;
        this.tickets = tickets;
        this.ticketCloser = ticketCloser;
    }

    @Override
    public void onRepeatedFailure(Collection<FailedQuestion> hurdles, Instant now) {
        Set<Long> seen = new HashSet<>(tickets.findPersonsWithActive(collectPersons(hurdles)));
        List<Action.Request<OpenTicketAction.In>> requests = new ArrayList<>();
        for (FailedQuestion hurdle : hurdles) {
            if (seen.add(hurdle.conversation())) {
                // The person wrote no text: the question and the conversation say enough.
                OpenTicketAction.In in = new OpenTicketAction.In(Ticket.STUCK_TOPIC, "", "");
                requests.add(new Action.Request<>(
                        hurdle.conversation(), hurdle.key(), "", "", true, hurdle.language(), now, in));
            }
        }
        if (!requests.isEmpty()) {
            openTicketAction.executeAll(requests);
        }
    }

    /// The person may continue with another question than the one at which they failed, so any ticket of the session
    /// counts.
    @Override
    public void onQuestionPassed(Collection<FailedQuestion> hurdles, Instant now) {
        Set<TicketRepository.TicketOpener> sessions = new HashSet<>();
        hurdles.forEach(hurdle -> sessions.add(toTicketOpener(hurdle.conversation(), hurdle.key())));
        List<Ticket> stuck = tickets.findActive(collectPersons(hurdles), Ticket.STUCK_TOPIC).stream()
                .filter(ticket -> sessions.contains(toTicketOpener(ticket.conversation(), ticket.session())))
                .toList();
        ticketCloser.closeObsolete(stuck, null, now);
    }

    private static List<Long> collectPersons(Collection<FailedQuestion> hurdles) {
        return hurdles.stream().map(FailedQuestion::conversation).distinct().toList();
    }

    /// The opener of a ticket, from the key of a question.
    ///
    /// @param key of a question, which begins with its session
    private static TicketRepository.TicketOpener toTicketOpener(long conversation, String key) {
        return new TicketRepository.TicketOpener(conversation, key.substring(0, key.indexOf('.') + 1));
    }
}
