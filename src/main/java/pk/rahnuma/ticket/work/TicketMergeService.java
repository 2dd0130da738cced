package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketMergeRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Merges two tickets of one person about the same matter, and splits them again. The texts of both stay with their
/// ticket and are shown together.
@Singleton
public final class TicketMergeService {

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final TicketMergeRepository merges;
    private final SlaClock slaClock;
    private final TicketAssignmentService assignments;
    private final NotificationTexts notificationTexts;
    private final ConversationMessageService messages;
    private final ConversationHoldRepository holds;

    TicketMergeService(
            TicketLock ticketLock,
            TicketRepository tickets,
            TicketMergeRepository merges,
            SlaClock slaClock,
            TicketAssignmentService assignments,
            NotificationTexts notificationTexts,
            ConversationMessageService messages,
            ConversationHoldRepository holds) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.merges = merges;
        this.slaClock = slaClock;
        this.assignments = assignments;
        this.notificationTexts = notificationTexts;
        this.messages = messages;
        this.holds = holds;
    }

    /// State of a ticket before a merge.
    record Snapshot(
            Ticket.State state,
            int priority,
            int level,
            TicketAgent assignee,
            boolean fresh,
            Instant waitingSince,
            Ticket.SlaClocks clocks) {

        static Snapshot fromTicket(Ticket ticket) {
            return new Snapshot(
                    ticket.state(),
                    ticket.priority(),
                    ticket.level(),
                    ticket.assignee(),
                    ticket.unread(),
                    ticket.waitingSince(),
                    ticket.clocks());
        }
    }

    /// State of both tickets before a merge.
    ///
    /// @param holding whether the closed ticket held the conversation
    record StateBeforeMerge(Snapshot went, Snapshot stayed, boolean holding) {}

    /// Merges a duplicate into another ticket, which takes the higher priority and the earlier target; the duplicate is
    /// closed and refers to it. The person is notified when they know of the duplicate.
    ///
    /// @throws RuleViolationException when there is no such ticket, one of them is closed, they belong to two
    ///     colleagues or to two persons
    public Ticket mergeTickets(Reference duplicate, Reference into, ActingAgent by, Instant now) {
        // Checked before anything is locked: two persons would have to be locked in order.
        Optional<Long> one = tickets.findTicket(duplicate).map(Ticket::conversation);
        if (duplicate.equals(into)
                || one.isEmpty()
                || !one.equals(tickets.findTicket(into).map(Ticket::conversation))) {
            throw new RuleViolationException("merge_two");
        }
        return ticketLock.withLock(
                into,
                kept -> ticketLock.withLock(
                        duplicate, gone -> mergeTickets(kept.requireActive(), gone.requireActive(), by, now)));
    }

    private Ticket mergeTickets(
            TicketLock.LockedTicket kept, TicketLock.LockedTicket gone, ActingAgent by, Instant now) {
        Ticket stays = kept.requireNotOthers(by).ticket();
        Ticket goes = gone.requireNotOthers(by).ticket();
        if (stays.assignee() != null && goes.assignee() != null && !goes.isAssignedTo(stays.assignee())) {
            throw new RuleViolationException(
                    "ticket_of", "number", goes.number(), "who", goes.assignee().name());
        }
        StateBeforeMerge before =
                new StateBeforeMerge(Snapshot.fromTicket(goes), Snapshot.fromTicket(stays), gone.isHeld());
        if (gone.isHeld()) {
            holds.holdConversation(stays.conversation(), stays.id());
        }
        ticketLock.auditAction(
                goes, by.memberName(), "ticket.merged", stays.number().symbols(), now);
        tickets.saveTicket(
                slaClock.transitionTo(goes, Ticket.State.CLOSED, now).toBuilder()
                        .withMergedInto(stays.id())
                        .withUnread(false)
                        .withWaitingSince(null)
                        .withSnoozedUntil(null)
                        .withResolvedAt(now, null)
                        .build(),
                now);
        merges.saveBeforeMerge(goes.id(), new String(DialogJson.toBytes(before), StandardCharsets.UTF_8));
        if (!goes.isUnknownToCustomer()) {
            postNotice(kept, "ticket_merged", goes.number(), stays.number(), now);
        }
        TicketAgent assignee = stays.assignee() == null ? goes.assignee() : stays.assignee();
        if (assignee != null) {
            assignments.recordFirstClaim(stays, now);
        }
        Ticket joined = slaClock.mergeInto(stays, goes, now);
        Ticket.State state =
                assignee != null && joined.state() == Ticket.State.NEW ? Ticket.State.OPEN : joined.state();
        return tickets.saveTicket(
                joined.toBuilder()
                        .withState(state)
                        .withAssignee(assignee)
                        .withLevel(Math.max(stays.level(), goes.level()))
                        .withUnread(stays.unread() || goes.unread())
                        .withWaitingSince(earlierOf(stays.waitingSince(), goes.waitingSince()))
                        .build(),
                now);
    }

    /// Splits two merged tickets into their former states. Later changes of the remaining ticket are kept: its state
    /// when it was answered, its assignee when it was reassigned.
    ///
    /// @param number of the ticket that was merged into another
    /// @throws RuleViolationException when there is no such ticket, it was not merged, or the other is a colleague's
    public Ticket splitTicket(Reference number, ActingAgent by, Instant now) {
        Ticket seen = tickets.findTicket(number)
                .orElseThrow(() -> new RuleViolationException("ticket_missing", "number", number));
        StateBeforeMerge before = Optional.ofNullable(seen.mergedInto())
                .flatMap(into -> merges.findBeforeMerge(seen.id()))
                .map(json -> DialogJson.fromBytes(json.getBytes(StandardCharsets.UTF_8), StateBeforeMerge.class))
                .orElseThrow(() -> new RuleViolationException("ticket_not_merged", "number", number));
        Reference into =
                tickets.findTickets(List.of(seen.mergedInto())).getFirst().number();
        return ticketLock.withLock(
                into,
                kept -> ticketLock.withLock(number, gone -> {
                    if (gone.ticket().mergedInto() == null) {
                        throw new RuleViolationException("ticket_not_merged", "number", number);
                    }
                    if (kept.ticket().assignee() != null) {
                        kept.requireAssignedTo(by);
                    }
                    return splitTicket(kept, gone, before, by, now);
                }));
    }

    private Ticket splitTicket(
            TicketLock.LockedTicket kept,
            TicketLock.LockedTicket gone,
            StateBeforeMerge before,
            ActingAgent by,
            Instant now) {
        Ticket stays = kept.ticket();
        Ticket goes = gone.ticket();
        ticketLock.auditAction(
                goes, by.memberName(), "ticket.split", stays.number().symbols(), now);
        if (stays.isActive()) {
            tickets.saveTicket(restoreTicket(stays, goes, before, now), now);
        }
        if (before.holding() && kept.isHeld()) {
            holds.holdConversation(goes.conversation(), goes.id());
        }
        Snapshot went = before.went();
        Ticket again = tickets.saveTicket(
                slaClock
                        .restoreState(goes.toBuilder().withMergedInto(null).build(), went.state(), went.clocks(), now)
                        .toBuilder()
                        .withAssignee(went.assignee())
                        .withUnread(went.fresh())
                        .withWaitingSince(went.waitingSince())
                        .withResolvedAt(null, null)
                        .build(),
                now);
        if (!again.isUnknownToCustomer()) {
            postNotice(gone, "ticket_reopened", goes.number(), stays.number(), now);
        }
        return again;
    }

    private Ticket restoreTicket(Ticket stays, Ticket goes, StateBeforeMerge before, Instant now) {
        Snapshot stayed = before.stayed();
        boolean raised =
                stays.priority() == Math.min(stayed.priority(), before.went().priority());
        boolean given = stayed.assignee() == null && stays.assignee() != null && goes.isAssignedTo(stays.assignee());
        Ticket lower =
                raised ? stays.toBuilder().withPriority(stayed.priority()).build() : stays;
        boolean untouched = stays.answered() == null || stays.answered().isBefore(goes.resolved());
        Ticket.State state = untouched ? stayed.state() : stays.state();
        return slaClock.restoreState(lower, state, stayed.clocks(), now).toBuilder()
                .withLevel(
                        stays.level() == Math.max(stayed.level(), before.went().level())
                                ? stayed.level()
                                : stays.level())
                .withAssignee(given ? null : stays.assignee())
                .withWaitingSince(untouched ? stayed.waitingSince() : stays.waitingSince())
                .build();
    }

    private void postNotice(
            TicketLock.LockedTicket one, String notice, Reference number, Reference other, Instant now) {
        Reply word = notificationTexts.writeNotice(
                one.language(), notice, Map.of("number", number.toGroupedText(), "other", other.toGroupedText()));
        messages.postNoticesAbout(
                one.ticket().id(), one.ticket().conversation(), List.of(Reply.ofText(word.text())), now);
    }

    private static Instant earlierOf(Instant a, Instant b) {
        return Stream.of(a == null ? b : a, b == null ? a : b)
                .filter(at -> at != null)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
