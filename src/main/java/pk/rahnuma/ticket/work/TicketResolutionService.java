package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.ReplyButton;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.record.TicketRepository;

/// The end of a ticket: staff say that it is solved, the person says whether that is so. It is closed when they have
/// rated it, or by itself some days later; a bad rating opens it again.
@Singleton
public final class TicketResolutionService {

    static final String RATE = "rate";

    private final TicketLock held;
    private final TicketRepository rows;
    private final TicketAssignmentService claims;
    private final NotificationTexts notices;
    private final ConversationMessageService messages;
    private final SlaClock promises;

    TicketResolutionService(
            TicketLock held,
            TicketRepository rows,
            TicketAssignmentService claims,
            NotificationTexts notices,
            ConversationMessageService messages,
            SlaClock promises) {
        this.held = held;
        this.rows = rows;
        this.claims = claims;
        this.notices = notices;
        this.messages = messages;
        this.promises = promises;
    }

    /// The ticket is solved. The person is asked for a rating; where a human had the conversation, the bot goes on. One
    /// that nobody has and that the person knows nothing of is closed at once, without a word.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is over, it is somebody else's, or nothing can
    /// take over
    public Ticket resolve(Reference number, TicketAgent by, Instant now) {
        return held.with(number, one -> {
            Ticket ticket = one.active().ticket();
            if (ticket.assignee() != null) {
                one.of(by);
            }
            if (ticket.unheard() && !one.isHeld()) {
                held.note(ticket, by.name(), "ticket.closed", null, now);
                return rows.save(promises.ended(ticket, Ticket.State.CLOSED, null, now), now);
            }
            Reply asks = asks(one);
            if (one.isHeld()) {
                claims.giveBack(one, asks, now);
            } else {
                messages.postAbout(ticket.id(), ticket.conversation(), List.of(asks), now);
            }
            held.note(ticket, by.name(), "ticket.resolved", null, now);
            Instant closes = now.plus(promises.targets().closing());
            return rows.save(promises.ended(ticket, Ticket.State.RESOLVED, closes, now), now);
        });
    }

    private Reply asks(TicketLock.LockedTicket one) {
        Reply notice = notices.write(
                one.language(),
                "ticket_resolved",
                Map.of("number", one.ticket().number().grouped()));
        List<List<ReplyButton>> buttons = new ArrayList<>();
        notices.start(one.language(), RATE).ifPresent(button -> buttons.add(List.of(button)));
        buttons.addAll(notice.buttons());
        return new Reply(notice.text(), buttons, notice.asks(), notice.manner());
    }

    /// Opens a ticket again that is over. It waits in the queue.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is not over, or it was somebody else's
    public Ticket reopen(Reference number, ActingAgent by, Instant now) {
        return held.with(number, one -> {
            Ticket ticket = one.ticket();
            if (!ticket.state().over() || ticket.mergedInto() != null) {
                throw new RuleViolationException("ticket_not_over", "number", number, "state", ticket.state());
            }
            if (ticket.assignee() != null) {
                one.of(by);
            }
            held.note(ticket, by.name(), "ticket.reopened", null, now);
            Reply notice = notices.write(one.language(), "ticket_reopened", Map.of("number", number.grouped()));
            messages.postAbout(ticket.id(), ticket.conversation(), List.of(notice), now);
            return rows.save(promises.reopened(ticket, now), now);
        });
    }

    /// Closes an alarm about an application that is marked as late itself. The person knows nothing of it, and hears
    /// nothing.
    void closeAlarm(long ticket, Instant now) {
        held.with(ticket, one -> {
            Ticket seen = one.ticket();
            if (seen.source() == Ticket.Source.TARGET && seen.active() && seen.unheard()) {
                held.note(seen, "clock", "ticket.closed", null, now);
                rows.save(promises.ended(seen, Ticket.State.CLOSED, null, now), now);
            }
            return seen;
        });
    }

    /// Closes one that was resolved long enough ago.
    void lapse(long ticket, Instant now) {
        held.with(ticket, one -> {
            Ticket seen = one.ticket();
            if (seen.state() == Ticket.State.RESOLVED
                    && seen.closes() != null
                    && !seen.closes().isAfter(now)) {
                held.note(seen, "clock", "ticket.closed", null, now);
                rows.save(
                        promises.moved(seen, Ticket.State.CLOSED, now)
                                .with()
                                .resolved(seen.resolved(), null)
                                .done(),
                        now);
            }
            return seen;
        });
    }
}
