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
import pk.rahnuma.ticket.record.TicketRepository;

/// Opens a ticket for somebody who fails at a question again and again, so that whoever would give up is seen. There is
/// none where a human has something of theirs to answer already.
@Singleton
final class StuckCustomerListener implements ConversationListener {

    /// Tickets of a person that are looked at: one of somebody who is stuck is there only while no other is active.
    private static final int MAX_TICKETS_READ = 10;

    private final OpenTicketAction open;
    private final TicketRepository tickets;
    private final ObsoleteTicketCloser needless;

    StuckCustomerListener(OpenTicketAction open, TicketRepository tickets, ObsoleteTicketCloser needless) {
        this.open = open;
        this.tickets = tickets;
        this.needless = needless;
    }

    @Override
    public void onRepeatedFailure(Collection<FailedQuestion> hurdles, Instant now) {
        Set<Long> seen = new HashSet<>();
        tickets
                .findByConversation(
                        hurdles.stream()
                                .map(FailedQuestion::conversation)
                                .distinct()
                                .toList(),
                        1)
                .stream()
                .filter(Ticket::isActive)
                .forEach(ticket -> seen.add(ticket.conversation()));
        List<Action.Request<OpenTicketAction.In>> requests = new ArrayList<>();
        for (FailedQuestion hurdle : hurdles) {
            if (seen.add(hurdle.conversation())) {
                // There are no words of the person's: the question and the conversation tell.
                OpenTicketAction.In in = new OpenTicketAction.In(Ticket.STUCK_TOPIC, "", "");
                requests.add(new Action.Request<>(
                        hurdle.conversation(), hurdle.key(), "", "", true, hurdle.language(), now, in));
            }
        }
        if (!requests.isEmpty()) {
            open.executeAll(requests);
        }
    }

    /// They may go on by another question than that at which they failed: any ticket of the session is meant.
    @Override
    public void onQuestionPassed(Collection<FailedQuestion> hurdles, Instant now) {
        Set<TicketRepository.TicketOpener> sessions = new HashSet<>();
        hurdles.forEach(hurdle -> sessions.add(session(hurdle.conversation(), hurdle.key())));
        List<Long> persons = sessions.stream()
                .map(TicketRepository.TicketOpener::conversation)
                .distinct()
                .toList();
        List<Ticket> stuck = tickets.findByConversation(persons, MAX_TICKETS_READ).stream()
                .filter(ticket -> sessions.contains(session(ticket.conversation(), ticket.session())))
                .toList();
        needless.closeObsolete(stuck, null, now);
    }

    /// @param key of a question, which begins with its session
    private static TicketRepository.TicketOpener session(long conversation, String key) {
        return new TicketRepository.TicketOpener(conversation, key.substring(0, key.indexOf('.') + 1));
    }
}
