package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;

/// Resolves, closes and reopens tickets. A resolved ticket is closed when the person has rated it, or automatically
/// some days later; a bad rating opens it again.
@Singleton
public final class TicketResolutionService {

    static final String RATE_SCRIPT = "rate";

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final TicketAssignmentService assignments;
    private final NotificationTexts notificationTexts;
    private final ConversationMessageService messages;
    private final SlaClock slaClock;
    private final RestraintRepository restraints;

    TicketResolutionService(
            TicketLock ticketLock,
            TicketRepository tickets,
            TicketAssignmentService assignments,
            NotificationTexts notificationTexts,
            ConversationMessageService messages,
            SlaClock slaClock,
            RestraintRepository restraints) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.assignments = assignments;
        this.notificationTexts = notificationTexts;
        this.messages = messages;
        this.slaClock = slaClock;
        this.restraints = restraints;
    }

    /// Resolves a ticket. The person is asked for a rating, and the bot continues after a handover. An unassigned
    /// ticket that the person does not know of is closed at once, without a message.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is closed, it is a colleague's, or the bot
    ///     cannot take over
    public Ticket resolveTicket(Reference number, TicketAgent by, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().ticket();
            if (ticket.assignee() != null) {
                one.requireAssignedTo(by);
            }
            if (ticket.isUnknownToCustomer() && !one.isHeld()) {
                ticketLock.auditAction(ticket, by.name(), "ticket.closed", null, now);
                return tickets.saveTicket(slaClock.endTicket(ticket, Ticket.State.CLOSED, null, now), now);
            }
            Reply asks = writeRatingRequest(one);
            if (one.isHeld()) {
                assignments.resumeBot(one, asks, now);
            } else {
                messages.postNoticesAbout(ticket.id(), ticket.conversation(), List.of(asks), now);
            }
            ticketLock.auditAction(ticket, by.name(), "ticket.resolved", null, now);
            Instant closes = now.plus(slaClock.targets().closing());
            return tickets.saveTicket(slaClock.endTicket(ticket, Ticket.State.RESOLVED, closes, now), now);
        });
    }

    private Reply writeRatingRequest(TicketLock.LockedTicket one) {
        Reply notice = notificationTexts.writeNotice(
                one.language(),
                "ticket_resolved",
                Map.of("number", one.ticket().number().toGroupedText()));
        List<List<ReplyButton>> buttons = new ArrayList<>();
        notificationTexts.answerButtons(one.language(), RATE_SCRIPT).forEach(button -> buttons.add(List.of(button)));
        buttons.addAll(notice.buttons());
        return new Reply(notice.text(), buttons, notice.asks(), notice.manner());
    }

    /// Reopens a ticket. It waits in the queue, and a measure on it ends.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is not closed, or it was a colleague's
    public Ticket reopenTicket(Reference number, ActingAgent by, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.ticket();
            if (!ticket.state().isClosed() || ticket.mergedInto() != null) {
                throw new RuleViolationException("ticket_not_over", "number", number, "state", ticket.state());
            }
            if (ticket.assignee() != null) {
                one.requireAssignedTo(by);
            }
            ticketLock.auditAction(ticket, by.memberName(), "ticket.reopened", null, now);
            postNotice(ticket, one.language(), "ticket_reopened", now);
            restraints.deleteRow(ticket.conversation(), ticket.id());
            return tickets.saveTicket(slaClock.reopenTicket(ticket, now), now);
        });
    }

    /// Closes a ticket that was resolved long enough ago.
    void closeResolved(long ticket, Instant now) {
        ticketLock.withLock(ticket, one -> {
            Ticket seen = one.ticket();
            if (seen.state() == Ticket.State.RESOLVED
                    && seen.closes() != null
                    && !seen.closes().isAfter(now)) {
                ticketLock.auditAction(seen, "clock", "ticket.closed", null, now);
                tickets.saveTicket(
                        slaClock.transitionTo(seen, Ticket.State.CLOSED, now).toBuilder()
                                .withResolvedAt(seen.resolved(), null)
                                .build(),
                        now);
            }
            return seen;
        });
    }

    /// Closes a ticket that is removed, and notifies its person. Without a time of resolution, so that it counts as no
    /// work in the charts. The caller holds the lock.
    void closeRemoved(Ticket ticket, String language, Instant now) {
        tickets.saveTicket(
                slaClock.endTicket(ticket, Ticket.State.CLOSED, null, now).toBuilder()
                        .withResolvedAt(null, null)
                        .build(),
                now);
        postNotice(ticket, language, "ticket_removed", now);
    }

    /// Posts a notice, unless the person does not know of the ticket.
    private void postNotice(Ticket ticket, String language, String key, Instant now) {
        if (!ticket.isUnknownToCustomer()) {
            Reply notice = notificationTexts.writeNotice(
                    language, key, Map.of("number", ticket.number().toGroupedText()));
            messages.postNoticesAbout(ticket.id(), ticket.conversation(), List.of(notice), now);
        }
    }
}
