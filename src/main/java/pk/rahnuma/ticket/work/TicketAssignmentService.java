package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.conversation.BotConversationService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.record.ConversationHoldRepository;
import pk.rahnuma.ticket.record.TicketRepository;

/// Who has a ticket, and with it the conversation: one member of staff, or the queue and the bot. All of it happens
/// under the lock of the conversation, so that it falls between two turns.
@Singleton
public final class TicketAssignmentService {

    private static final String CLOCK_ACTOR = "clock";

    private final TicketLock held;
    private final TicketRepository rows;
    private final ConversationHoldRepository holds;
    private final NotificationTexts notices;
    private final ConversationMessageService messages;
    private final BotConversationService bot;
    private final WorkingCalendar calendar;

    TicketAssignmentService(
            TicketLock held,
            TicketRepository rows,
            ConversationHoldRepository holds,
            NotificationTexts notices,
            ConversationMessageService messages,
            BotConversationService bot,
            WorkingCalendar calendar) {
        this.held = held;
        this.rows = rows;
        this.holds = holds;
        this.notices = notices;
        this.messages = messages;
        this.bot = bot;
        this.calendar = calendar;
    }

    /// What came of a claim.
    ///
    /// @param won whether the ticket is theirs now, or was already
    /// @param by who has it, or by another ticket the person; never null
    public record ClaimResult(boolean won, TicketAgent by, Ticket ticket) {}

    /// Takes a ticket, and with it the conversation: from then on the bot is silent, in whichever chat the person
    /// writes.
    /// One wins; the other is told who has it.
    ///
    /// @throws RuleViolationException when there is no such ticket, or it is over
    public ClaimResult claimTicket(Reference number, TicketAgent by, Instant now) {
        return held.withLock(number, one -> claimTicket(one.requireActive(), by, by.name(), now));
    }

    /// The same for who can do nothing without it.
    ///
    /// @throws RuleViolationException also when another has it, or the person
    public void claimOrFail(Reference number, TicketAgent by, Instant now) {
        ClaimResult claimed = claimTicket(number, by, now);
        if (!claimed.won()) {
            throw new RuleViolationException(
                    "ticket_taken",
                    "who",
                    claimed.by().name(),
                    "number",
                    claimed.ticket().number());
        }
    }

    /// The same for one that is given to them by the desk itself; empty when it is somebody's, over or gone.
    Optional<Ticket> assignTicket(long ticket, TicketAgent to, Instant now) {
        return held.withLock(
                        ticket,
                        one -> one.ticket().isActive() && one.ticket().assignee() == null
                                ? claimTicket(one, to, CLOCK_ACTOR, now)
                                : null)
                .filter(ClaimResult::won)
                .map(ClaimResult::ticket);
    }

    private ClaimResult claimTicket(TicketLock.LockedTicket one, TicketAgent by, String who, Instant now) {
        Ticket ticket = one.ticket();
        if (ticket.isAssignedTo(by) && one.isHeld()) {
            return new ClaimResult(true, by, ticket);
        }
        Optional<TicketAgent> other =
                Optional.ofNullable(ticket.assignee()).or(() -> holder(one)).filter(member -> member.id() != by.id());
        if (other.isPresent()) {
            return new ClaimResult(false, other.get(), ticket);
        }
        boolean silent = one.holds() == null;
        holds.holdConversation(ticket.conversation(), ticket.id());
        Ticket.State to = ticket.state() == Ticket.State.NEW || ticket.state() == Ticket.State.REOPENED
                ? Ticket.State.OPEN
                : ticket.state();
        Ticket claimed = rows.saveTicket(
                ticket.toBuilder()
                        .withState(to)
                        .withAssignee(by)
                        .withSnoozedUntil(null)
                        .build(),
                now);
        recordFirstClaim(ticket, now);
        held.auditAction(ticket, who, "ticket.claimed", who.equals(CLOCK_ACTOR) ? by.name() : null, now);
        if (silent) {
            messages.postNoticesAbout(
                    ticket.id(),
                    ticket.conversation(),
                    List.of(Reply.ofText(notice(one, "ticket_claimed").text())),
                    now);
        }
        return new ClaimResult(true, by, claimed);
    }

    /// Somebody has it; how long that took is kept of the first time.
    void recordFirstClaim(Ticket ticket, Instant now) {
        rows.saveFirstClaim(
                ticket.id(), calendar.workingTimeBetween(ticket.opened(), now).toSeconds(), now);
    }

    /// Who has the person by another ticket.
    private Optional<TicketAgent> holder(TicketLock.LockedTicket one) {
        return Optional.ofNullable(one.holds())
                .filter(id -> id != one.ticket().id())
                .flatMap(id -> rows.findTickets(List.of(id)).stream().findFirst())
                .map(Ticket::assignee);
    }

    /// Gives it to another member. The person notices nothing: it is the desk that answers.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is over or not theirs, or a third has the person
    /// by another ticket
    public Ticket transferTicket(Reference number, ActingAgent by, TicketAgent to, Instant now) {
        return held.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            TicketAgent other = holder(one).orElse(to);
            if (other.id() != to.id()) {
                throw new RuleViolationException("person_taken", "who", other.name());
            }
            if (one.holds() == null) {
                holds.holdConversation(ticket.conversation(), ticket.id());
                messages.postNoticesAbout(
                        ticket.id(),
                        ticket.conversation(),
                        List.of(Reply.ofText(notice(one, "ticket_claimed").text())),
                        now);
            }
            Ticket.State state = ticket.state() == Ticket.State.NEW || ticket.state() == Ticket.State.REOPENED
                    ? Ticket.State.OPEN
                    : ticket.state();
            Ticket given = rows.saveTicket(
                    ticket.toBuilder()
                            .withState(state)
                            .withAssignee(to)
                            .withUnread(true)
                            .build(),
                    now);
            recordFirstClaim(ticket, now);
            held.auditAction(ticket, by.memberName(), "ticket.transferred", to.name(), now);
            return given;
        });
    }

    /// Gives the conversation back to the bot, which tells the person and goes on where it was. The ticket stays
    /// theirs.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is not theirs, the conversation is not held by
    /// it, or nothing can take over
    public Ticket handBackConversation(Reference number, ActingAgent by, Instant now) {
        return held.withLock(number, one -> {
            if (!one.requireAssignedTo(by).isHeld()) {
                throw new RuleViolationException("bot_has_it");
            }
            resumeBot(one, notice(one, "ticket_handed_back"), now);
            held.auditAction(one.ticket(), by.memberName(), "ticket.handed_back", null, now);
            rows.markChanged(one.ticket().id(), now);
            return one.ticket();
        });
    }

    /// Puts it back into the queue: the next one takes it, and meanwhile the bot answers again.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is over or not theirs, or nothing can take over
    public Ticket releaseTicket(Reference number, ActingAgent by, Instant now) {
        return held.withLock(number, one -> released(one.requireActive().requireAssignedTo(by), by.memberName(), now));
    }

    /// The same where its member of staff is gone; empty when it is nobody's by now, or gone.
    Optional<Ticket> releaseFromAbsentMember(long ticket, TicketAgent gone, Instant now) {
        return held.withLock(
                ticket,
                one -> one.ticket().isActive() && one.ticket().isAssignedTo(gone)
                        ? released(one, CLOCK_ACTOR, now)
                        : null);
    }

    private Ticket released(TicketLock.LockedTicket one, String who, Instant now) {
        Ticket ticket = one.ticket();
        if (one.isHeld()) {
            resumeBot(one, notice(one, "ticket_queued"), now);
        }
        Ticket.State to = ticket.state() == Ticket.State.OPEN && ticket.clocks().firstAnswered() == null
                ? Ticket.State.NEW
                : ticket.state();
        held.auditAction(ticket, who, "ticket.released", null, now);
        return rows.saveTicket(
                ticket.toBuilder().withState(to).withAssignee(null).build(), now);
    }

    /// Gives a conversation that a ticket of nobody has back to the bot; nothing where that is not so any more.
    void releaseUnclaimedConversation(long ticket, Instant now) {
        held.withLock(ticket, one -> {
            if (one.isHeld() && one.ticket().assignee() == null) {
                resumeBot(one, notice(one, "ticket_handed_back"), now);
                held.auditAction(one.ticket(), CLOCK_ACTOR, "ticket.handed_back", null, now);
                rows.markChanged(one.ticket().id(), now);
            }
            return one.ticket();
        });
    }

    /// The bot says this and goes on. The conversation is held by this ticket.
    void resumeBot(TicketLock.LockedTicket one, Reply said, Instant now) {
        holds.releaseConversation(one.ticket().conversation());
        bot.resumeConversation(one.ticket().conversation(), said, now).ifPresent(obstacle -> {
            throw new RuleViolationException("no_take_over", "obstacle", obstacle);
        });
    }

    private Reply notice(TicketLock.LockedTicket one, String key) {
        return notices.writeNotice(
                one.language(), key, Map.of("number", one.ticket().number().toGroupedText()));
    }
}
