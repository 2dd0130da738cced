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
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;

/// Assigns tickets, and with them conversations: to one member of staff, or to the queue and the bot. Every change runs
/// under the lock of the conversation, and so between two turns.
@Singleton
public final class TicketAssignmentService {

    private static final String CLOCK_ACTOR = "clock";

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final ConversationHoldRepository holds;
    private final NotificationTexts notificationTexts;
    private final ConversationMessageService messages;
    private final BotConversationService bot;
    private final WorkingCalendar calendar;
    private final RestraintRepository restraints;

    TicketAssignmentService(
            TicketLock ticketLock,
            TicketRepository tickets,
            ConversationHoldRepository holds,
            NotificationTexts notificationTexts,
            ConversationMessageService messages,
            BotConversationService bot,
            WorkingCalendar calendar,
            RestraintRepository restraints) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.holds = holds;
        this.notificationTexts = notificationTexts;
        this.messages = messages;
        this.bot = bot;
        this.calendar = calendar;
        this.restraints = restraints;
    }

    /// Result of a claim.
    ///
    /// @param won whether the ticket is theirs now, or was already
    /// @param by the member who has the ticket, or the person by another ticket; never null
    public record ClaimResult(boolean won, TicketAgent by, Ticket ticket) {}

    /// Claims a ticket, and with it the conversation: from then on the bot is silent, in whichever chat the person
    /// writes. One claim wins; the loser gets the name of the winner. The conversation of a blocked person stays with
    /// the bot.
    ///
    /// @throws RuleViolationException when there is no such ticket, or it is closed
    public ClaimResult claimTicket(Reference number, TicketAgent by, Instant now) {
        return ticketLock.withLock(number, one -> claimTicket(one.requireActive(), by, by.name(), now));
    }

    /// Claims a ticket for an action that requires it.
    ///
    /// @throws RuleViolationException also when another member has it, or has the person by another ticket
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

    /// Assigns a ticket automatically; empty when it is already assigned, closed or deleted.
    Optional<Ticket> assignTicket(long ticket, TicketAgent to, Instant now) {
        return ticketLock
                .withLock(
                        ticket,
                        one -> one.ticket().isActive() && one.ticket().assignee() == null
                                ? claimTicket(one, to, CLOCK_ACTOR, now)
                                : null)
                .filter(ClaimResult::won)
                .map(ClaimResult::ticket);
    }

    private ClaimResult claimTicket(TicketLock.LockedTicket one, TicketAgent by, String staffName, Instant now) {
        Ticket ticket = one.ticket();
        if (ticket.isAssignedTo(by) && one.isHeld()) {
            return new ClaimResult(true, by, ticket);
        }
        Optional<TicketAgent> other = Optional.ofNullable(ticket.assignee())
                .or(() -> findHolder(one))
                .filter(member -> member.id() != by.id());
        if (other.isPresent()) {
            return new ClaimResult(false, other.get(), ticket);
        }
        boolean blocked = restraints.isBlocked(ticket.conversation(), now);
        boolean silent = one.holds() == null && !blocked;
        if (!blocked) {
            holds.holdConversation(ticket.conversation(), ticket.id());
        }
        Ticket.State to = ticket.state() == Ticket.State.NEW || ticket.state() == Ticket.State.REOPENED
                ? Ticket.State.OPEN
                : ticket.state();
        Ticket claimed = tickets.saveTicket(
                ticket.toBuilder()
                        .withState(to)
                        .withAssignee(by)
                        .withSnoozedUntil(null)
                        .build(),
                now);
        recordFirstClaim(ticket, now);
        if (staffName.equals(CLOCK_ACTOR)) {
            ticketLock.notifier().notifyAssignee(claimed, StaffNotification.Kind.ASSIGNED, now);
        }
        ticketLock.auditAction(
                ticket, staffName, "ticket.claimed", staffName.equals(CLOCK_ACTOR) ? by.name() : null, now);
        if (silent) {
            messages.postNoticesAbout(
                    ticket.id(),
                    ticket.conversation(),
                    List.of(Reply.ofText(writeNotice(one, "ticket_claimed").text())),
                    now);
        }
        return new ClaimResult(true, by, claimed);
    }

    /// Records the time to the first claim, once.
    void recordFirstClaim(Ticket ticket, Instant now) {
        tickets.saveFirstClaim(
                ticket.id(), calendar.workingTimeBetween(ticket.opened(), now).toSeconds(), now);
    }

    /// Member who has the person by another ticket.
    private Optional<TicketAgent> findHolder(TicketLock.LockedTicket one) {
        return Optional.ofNullable(one.holds())
                .filter(id -> id != one.ticket().id())
                .flatMap(id -> tickets.findTickets(List.of(id)).stream().findFirst())
                .map(Ticket::assignee);
    }

    /// Assigns the ticket to another member. The person notices nothing, since answers come from the desk.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is closed or not theirs, or a third member has
    ///     the person by another ticket
    public Ticket transferTicket(Reference number, ActingAgent by, TicketAgent to, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            TicketAgent other = findHolder(one).orElse(to);
            if (other.id() != to.id()) {
                throw new RuleViolationException("person_taken", "who", other.name());
            }
            if (one.holds() == null && !restraints.isBlocked(ticket.conversation(), now)) {
                holds.holdConversation(ticket.conversation(), ticket.id());
                messages.postNoticesAbout(
                        ticket.id(),
                        ticket.conversation(),
                        List.of(Reply.ofText(writeNotice(one, "ticket_claimed").text())),
                        now);
            }
            Ticket.State state = ticket.state() == Ticket.State.NEW || ticket.state() == Ticket.State.REOPENED
                    ? Ticket.State.OPEN
                    : ticket.state();
            Ticket given = tickets.saveTicket(
                    ticket.toBuilder()
                            .withState(state)
                            .withAssignee(to)
                            .withUnread(true)
                            .withSnoozedUntil(null)
                            .build(),
                    now);
            recordFirstClaim(ticket, now);
            if (to.id() != by.member().id() && !ticket.isAssignedTo(to)) {
                ticketLock.notifier().notifyAssignee(given, StaffNotification.Kind.ASSIGNED, now);
            }
            ticketLock.auditAction(ticket, by.memberName(), "ticket.transferred", to.name(), now);
            return given;
        });
    }

    /// Gives the conversation back to the bot, which tells the person and continues. The ticket stays with its member.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is not theirs, it does not hold the
    ///     conversation, or the bot cannot take over
    public Ticket handBackConversation(Reference number, ActingAgent by, Instant now) {
        return ticketLock.withLock(number, one -> {
            if (!one.requireAssignedTo(by).isHeld()) {
                throw new RuleViolationException("bot_has_it");
            }
            resumeBot(one, writeNotice(one, "ticket_handed_back"), now);
            ticketLock.auditAction(one.ticket(), by.memberName(), "ticket.handed_back", null, now);
            tickets.markChanged(one.ticket().id(), now);
            return one.ticket();
        });
    }

    /// Puts the ticket back into the queue; until the next claim the bot answers again.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is closed or not theirs, or the bot cannot take
    ///     over
    public Ticket releaseTicket(Reference number, ActingAgent by, Instant now) {
        return ticketLock.withLock(
                number, one -> returnToQueue(one.requireActive().requireAssignedTo(by), by.memberName(), now));
    }

    /// Puts a ticket of an absent member back into the queue; empty when it is no longer theirs, or deleted.
    public Optional<Ticket> releaseFromAbsentMember(long ticket, TicketAgent gone, Instant now) {
        return ticketLock.withLock(
                ticket,
                one -> one.ticket().isActive() && one.ticket().isAssignedTo(gone)
                        ? returnToQueue(one, CLOCK_ACTOR, now)
                        : null);
    }

    private Ticket returnToQueue(TicketLock.LockedTicket one, String staffName, Instant now) {
        Ticket ticket = one.ticket();
        if (one.isHeld()) {
            resumeBot(one, writeNotice(one, "ticket_queued"), now);
        }
        Ticket.State to = ticket.state() == Ticket.State.OPEN && ticket.clocks().firstAnswered() == null
                ? Ticket.State.NEW
                : ticket.state();
        ticketLock.auditAction(ticket, staffName, "ticket.released", null, now);
        return tickets.saveTicket(
                ticket.toBuilder().withState(to).withAssignee(null).build(), now);
    }

    /// Lets the bot say this and continue. This ticket holds the conversation.
    void resumeBot(TicketLock.LockedTicket one, Reply said, Instant now) {
        holds.releaseConversation(one.ticket().conversation());
        bot.resumeConversation(one.ticket().conversation(), said, now).ifPresent(obstacle -> {
            throw new RuleViolationException("no_take_over", "obstacle", obstacle);
        });
    }

    private Reply writeNotice(TicketLock.LockedTicket one, String key) {
        return notificationTexts.writeNotice(
                one.language(), key, Map.of("number", one.ticket().number().toGroupedText()));
    }
}
