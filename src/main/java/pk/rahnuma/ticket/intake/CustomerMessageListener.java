package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.messaging.conversation.OpenTicketProvider;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.ticket.AssigneeNotifier;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// Marks a ticket as unread when its customer writes during a handover, or something that the bot can do nothing with.
/// If the desk waited for the customer, the ticket waits for the desk again. A muted ticket stays as it is, and a
/// blocked customer has no ticket to write to.
@Singleton
final class CustomerMessageListener implements ConversationListener, OpenTicketProvider {

    /// Maximum tickets of a person that are searched; active ones come first.
    private static final int MAX_TICKETS_READ = 20;

    private final TicketRepository tickets;
    private final ConversationHoldRepository holds;
    private final SlaClock slaClock;
    private final RestraintRepository restraints;
    private final AssigneeNotifier notifier;
    private final InstantSource clock;

    CustomerMessageListener(
            TicketRepository tickets,
            ConversationHoldRepository holds,
            SlaClock slaClock,
            RestraintRepository restraints,
            AssigneeNotifier notifier,
            InstantSource clock) {
        this.tickets = tickets;
        this.holds = holds;
        this.slaClock = slaClock;
        this.restraints = restraints;
        this.notifier = notifier;
        this.clock = clock;
    }

    @Override
    public void onMessage(Set<Long> ticketIds, Instant now) {
        tickets.findTickets(ticketIds).stream()
                .sorted(Comparator.comparingLong(Ticket::id))
                .map(ticket -> tickets.lockTicket(ticket.id()))
                .filter(ticket -> ticket.isActive() && ticket.restraint() == null)
                .forEach(ticket -> {
                    tickets.saveTicket(slaClock.recordMessage(ticket, now), now);
                    notifier.notifyAssignee(ticket, StaffNotification.Kind.REPLY, now);
                });
    }

    @Override
    public void onJoined(Collection<JoinedMessage> joined, Instant now) {
        holds.addJoinedMessages(joined);
        onMessage(joined.stream().map(JoinedMessage::ticket).collect(Collectors.toSet()), now);
    }

    @Override
    public Map<Long, OpenTicket> findOpenTickets(Collection<Long> conversations) {
        List<Ticket> open = tickets.findByConversation(conversations, MAX_TICKETS_READ).stream()
                .filter(ticket -> ticket.isActive() && !ticket.isUnknownToCustomer())
                .toList();
        if (open.isEmpty()) {
            return Map.of();
        }
        Set<Long> blocked = restraints
                .findBlocks(open.stream().map(Ticket::conversation).collect(Collectors.toSet()), clock.instant())
                .stream()
                .map(Restraint::person)
                .collect(Collectors.toSet());
        return open.stream()
                .filter(ticket -> !blocked.contains(ticket.conversation()))
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.state() != Ticket.State.WAITING_USER)
                        .thenComparing(Ticket::id, Comparator.reverseOrder()))
                .collect(Collectors.toMap(
                        Ticket::conversation,
                        ticket -> new OpenTicket(ticket.id(), ticket.number().toGroupedText()),
                        (first, later) -> first));
    }
}
