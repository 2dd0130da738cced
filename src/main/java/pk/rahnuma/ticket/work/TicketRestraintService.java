package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Measures of staff against abuse, and their end. The bot has the conversation afterwards, so that a person can always
/// help themselves.
@Singleton
public final class TicketRestraintService {

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final RestraintRepository restraints;
    private final TicketCommentRepository comments;
    private final TicketAssignmentService assignments;
    private final NotificationTexts notificationTexts;
    private final ConversationMessageService messages;
    private final SlaClock slaClock;

    TicketRestraintService(
            TicketLock ticketLock,
            TicketRepository tickets,
            RestraintRepository restraints,
            TicketCommentRepository comments,
            TicketAssignmentService assignments,
            NotificationTexts notificationTexts,
            ConversationMessageService messages,
            SlaClock slaClock) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.restraints = restraints;
        this.comments = comments;
        this.assignments = assignments;
        this.notificationTexts = notificationTexts;
        this.messages = messages;
        this.slaClock = slaClock;
    }

    /// A measure.
    ///
    /// @param words kept as a note on the ticket; may be empty
    /// @param term of a block
    public record Measure(Restraint.Kind kind, Restraint.Reason reason, String words, Restraint.Term term) {}

    /// Takes a measure; one of the same kind is replaced.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is a colleague's, or it was merged
    /// @throws StaffException when a member may not block
    public void takeMeasure(Reference number, ActingAgent by, Measure measure, Instant now) {
        Restraint.Kind kind = measure.kind();
        requireRight(by, kind);
        if (measure.words().length() > TicketTriageService.MAX_NOTE_LENGTH) {
            throw new RuleViolationException(
                    "ticket_note_length",
                    "length",
                    measure.words().length(),
                    "most",
                    TicketTriageService.MAX_NOTE_LENGTH);
        }
        ticketLock.withLock(number, one -> {
            Ticket ticket = requireUnmerged(one.requireNotOthers(by));
            Instant until = kind == Restraint.Kind.BLOCK ? measure.term().endAfter(now) : null;
            if (kind == Restraint.Kind.BLOCK) {
                sayBlocked(one, until, now);
                tickets.markChanged(ticket.id(), now);
            } else {
                if (one.isHeld()) {
                    Map<String, Object> about = Map.of("number", number.toGroupedText());
                    assignments.resumeBot(
                            one, notificationTexts.writeNotice(one.language(), "ticket_handed_back", about), now);
                }
                tickets.saveTicket(kind == Restraint.Kind.MUTE ? mute(ticket, now) : markSpam(ticket, now), now);
            }
            restraints.deleteRow(ticket.conversation(), kind.ticketOf(ticket));
            restraints.insertRow(new Restraint(
                    ticket.conversation(), kind.ticketOf(ticket), kind, measure.reason(), by.memberName(), now, until));
            if (!measure.words().isBlank()) {
                comments.insertNote(ticket, measure.words().strip(), by.member(), now);
            }
            String reason = measure.reason().name().toLowerCase(Locale.ROOT);
            ticketLock.auditAction(
                    ticket,
                    by.memberName(),
                    switch (kind) {
                        case MUTE -> "ticket.muted";
                        case SPAM -> "ticket.spam";
                        case BLOCK -> "person.blocked";
                    },
                    until == null ? reason : reason + " " + until,
                    now);
            return ticket;
        });
    }

    /// Those of these tickets for which a measure of this kind holds.
    public Set<Long> findConcerned(Collection<Ticket> some, Restraint.Kind kind, Instant now) {
        Set<Long> blocked = kind == Restraint.Kind.BLOCK
                ? restraints
                        .findBlocks(
                                some.stream()
                                        .map(Ticket::conversation)
                                        .distinct()
                                        .toList(),
                                now)
                        .stream()
                        .map(Restraint::person)
                        .collect(Collectors.toSet())
                : Set.of();
        return some.stream()
                .filter(ticket -> ticket.restraint() == kind || blocked.contains(ticket.conversation()))
                .map(Ticket::id)
                .collect(Collectors.toSet());
    }

    private static void requireRight(ActingAgent by, Restraint.Kind kind) {
        if (kind == Restraint.Kind.BLOCK && !by.overOthers()) {
            throw new StaffException(StaffException.Reason.NOT_ALLOWED);
        }
    }

    private static Ticket requireUnmerged(TicketLock.LockedTicket one) {
        return one.ticket().mergedInto() == null
                ? one.ticket()
                : one.requireActive().ticket();
    }

    /// Tells the person, whichever ticket has the conversation.
    private void sayBlocked(TicketLock.LockedTicket one, Instant until, Instant now) {
        Reply said = notificationTexts.writeNotice(
                one.language(),
                "person_blocked",
                Map.of("term", until == null ? "no" : "yes", "until", until == null ? now : until));
        if (one.holds() == null) {
            messages.postNoticesAbout(one.ticket().id(), one.ticket().conversation(), List.of(said), now);
        } else {
            assignments.resumeBot(one, said, now);
            tickets.markChanged(one.holds(), now);
        }
    }

    private Ticket mute(Ticket ticket, Instant now) {
        Ticket quiet = ticket.isActive() ? slaClock.transitionTo(ticket, Ticket.State.WAITING_USER, now) : ticket;
        return quiet.toBuilder()
                .withRestraint(Restraint.Kind.MUTE)
                .withUnread(false)
                .withWaitingSince(null)
                .withSnoozedUntil(null)
                .build();
    }

    private Ticket markSpam(Ticket ticket, Instant now) {
        return slaClock.endTicket(ticket, Ticket.State.CLOSED, null, now).toBuilder()
                .withResolvedAt(null, null)
                .withRestraint(Restraint.Kind.SPAM)
                .build();
    }

    /// Ends a measure. The ticket waits for the desk again: what the person wrote meanwhile is to be read.
    ///
    /// @throws RuleViolationException when there is no such ticket or measure, or the ticket is a colleague's
    /// @throws StaffException when a member may not block
    public void liftMeasure(Reference number, ActingAgent by, Restraint.Kind kind, Instant now) {
        requireRight(by, kind);
        ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireNotOthers(by).ticket();
            boolean present = kind == Restraint.Kind.BLOCK || ticket.restraint() == kind;
            if (!present || restraints.deleteRow(ticket.conversation(), kind.ticketOf(ticket)) == 0) {
                throw new RuleViolationException("no_measure", "number", number);
            }
            if (kind == Restraint.Kind.BLOCK) {
                tickets.markChanged(ticket.id(), now);
            } else {
                tickets.saveTicket(
                        restore(ticket.toBuilder().withRestraint(null).build(), kind, now), now);
            }
            ticketLock.auditAction(
                    ticket,
                    by.memberName(),
                    switch (kind) {
                        case MUTE -> "ticket.unmuted";
                        case SPAM -> "ticket.not_spam";
                        case BLOCK -> "person.unblocked";
                    },
                    null,
                    now);
            return ticket;
        });
    }

    private Ticket restore(Ticket ticket, Restraint.Kind kind, Instant now) {
        if (kind == Restraint.Kind.SPAM) {
            return slaClock.reopenTicket(ticket, now);
        }
        return ticket.isActive()
                ? slaClock.transitionTo(ticket, Ticket.State.OPEN, now).toBuilder()
                        .withUnread(true)
                        .withWaitingSince(now)
                        .build()
                : ticket;
    }
}
