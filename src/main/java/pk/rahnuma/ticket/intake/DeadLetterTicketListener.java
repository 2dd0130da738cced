package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.DeadLetterListener;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Opens a ticket for a message that could not be processed, so that its sender gets an answer. All such messages of a
/// person have one open ticket, so that they do not fill the queue.
@Singleton
final class DeadLetterTicketListener implements DeadLetterListener {

    private final OpenTicketAction openTicketAction;
    private final TicketRepository tickets;
    private final TicketCommentRepository comments;
    private final AuditLog audit;
    private final SlaClock slaClock;

    DeadLetterTicketListener(
            OpenTicketAction openTicketAction,
            TicketRepository tickets,
            TicketCommentRepository comments,
            AuditLog audit,
            SlaClock slaClock) {
        this.openTicketAction = openTicketAction;
        this.tickets = tickets;
        this.comments = comments;
        this.audit = audit;
        this.slaClock = slaClock;
    }

    @Override
    public void onDeadLetter(long conversation, long deadLetter, String language, Instant now) {
        Optional<Ticket> present = lockActive(conversation).findFirst();
        if (present.isPresent()) {
            if (present.get().restraint() == null) {
                tickets.saveTicket(slaClock.recordMessage(present.get(), now), now);
            }
            return;
        }
        String number = formatNumber(deadLetter);
        OpenTicketAction.In in = new OpenTicketAction.In(
                Ticket.DEAD_LETTER_TOPIC,
                "The message parked as " + number + " could not be worked on. See 'Failed messages' in the console.",
                "");
        openTicketAction.executeAll(List.of(
                new Action.Request<>(conversation, toSessionName(deadLetter), "", "", true, language, now, in)));
    }

    private Stream<Ticket> lockActive(long conversation) {
        return tickets.findActive(Set.of(conversation), Ticket.DEAD_LETTER_TOPIC).stream()
                .map(ticket -> tickets.lockTicket(ticket.id()))
                .filter(Ticket::isActive);
    }

    /// Closes the ticket when all messages were processed in the meantime; the person does not hear of it.
    @Override
    public void onAllResumed(long conversation, String staffName, Instant now) {
        lockActive(conversation)
                .filter(ticket -> ticket.state() == Ticket.State.NEW)
                .forEach(ticket -> {
                    comments.insertAnswer(
                            ticket,
                            "All messages were worked on again, and answered in the chat.",
                            null,
                            staffName,
                            null,
                            null,
                            now);
                    tickets.saveTicket(
                            slaClock
                                    .transitionTo(slaClock.recordAnswer(ticket, now), Ticket.State.CLOSED, now)
                                    .toBuilder()
                                    .withWaitingSince(null)
                                    .build(),
                            now);
                    audit.appendEntries(List.of(new AuditEntry(
                            conversation,
                            staffName,
                            "ticket.answered",
                            ticket.number().symbols(),
                            null,
                            now)));
                });
    }

    /// Session name of a dead letter; no script has such a session.
    private static String toSessionName(long deadLetter) {
        return "-" + formatNumber(deadLetter);
    }

    private static String formatNumber(long deadLetter) {
        return Long.toString(deadLetter, 36);
    }
}
