package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Actions of staff to sort their tickets. The person is never notified of them.
@Singleton
public final class TicketTriageService {

    /// Maximum characters of a note.
    public static final int MAX_NOTE_LENGTH = 3000;

    private static final int LOWEST_PRIORITY = 3;

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final TicketCommentRepository comments;
    private final SlaClock slaClock;

    TicketTriageService(
            TicketLock ticketLock, TicketRepository tickets, TicketCommentRepository comments, SlaClock slaClock) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.comments = comments;
        this.slaClock = slaClock;
    }

    /// Sets who must act next: OPEN, WAITING_USER, WAITING_ISP or WAITING_PTA. The clock pauses in WAITING_USER.
    ///
    /// @throws RuleViolationException when there is no such ticket, or it is closed or not theirs
    public Ticket setState(Reference number, TicketAgent by, Ticket.State on, Instant now) {
        if (on == Ticket.State.NEW || on == Ticket.State.REOPENED || on.isClosed()) {
            throw new RuleViolationException("ticket_state");
        }
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            ticketLock.auditAction(ticket, by.name(), "ticket.moved", on.name(), now);
            return tickets.saveTicket(
                    slaClock.transitionTo(ticket, on, now).toBuilder()
                            .withWaitingSince(
                                    on.isClockPaused()
                                            ? null
                                            : ticket.waitingSince() == null ? now : ticket.waitingSince())
                            .build(),
                    now);
        });
    }

    /// Sets the priority.
    ///
    /// @param priority 1 to 3
    /// @throws RuleViolationException when there is no such ticket, it is closed, or there is no such priority
    public Ticket setPriority(Reference number, ActingAgent by, int priority, Instant now) {
        if (priority < 1 || priority > LOWEST_PRIORITY) {
            throw new RuleViolationException("priority", "priority", priority, "lowest", LOWEST_PRIORITY);
        }
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            ticketLock.auditAction(ticket, by.memberName(), "ticket.prioritised", Integer.toString(priority), now);
            return tickets.saveTicket(slaClock.withPriority(ticket, priority, now), now);
        });
    }

    /// Adds a note for other members of staff. It is never sent, but is part of an export of the person's data.
    ///
    /// @throws RuleViolationException when there is no such ticket, or the text is empty or too long
    public void addNote(Reference number, TicketAgent by, String text, Instant now) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > MAX_NOTE_LENGTH) {
            throw new RuleViolationException("ticket_note_length", "length", said.length(), "most", MAX_NOTE_LENGTH);
        }
        ticketLock.withLock(number, one -> {
            comments.insertNote(one.ticket(), said, by, now);
            ticketLock.notifier().notifyMentioned(one.ticket(), said, by, now);
            ticketLock.auditAction(one.ticket(), by.name(), "ticket.noted", null, now);
            tickets.markChanged(one.ticket().id(), now);
            return one;
        });
    }

    /// Adds a tag.
    ///
    /// @param tag a few words, at most 40 characters; stored in small letters
    /// @throws RuleViolationException when there is no such ticket, it is a colleague's, or the tag is not valid
    public void addTag(Reference number, ActingAgent by, String tag, Instant now) {
        String word = normaliseTag(tag);
        ticketLock.withLock(number, one -> {
            long id = one.requireNotOthers(by).ticket().id();
            tickets.deleteTag(id, word);
            tickets.insertTag(id, word);
            ticketLock.auditAction(one.ticket(), by.memberName(), "ticket.tagged", word, now);
            tickets.markChanged(id, now);
            return one;
        });
    }

    public void removeTag(Reference number, ActingAgent by, String tag, Instant now) {
        String word = normaliseTag(tag);
        ticketLock.withLock(number, one -> {
            long id = one.requireNotOthers(by).ticket().id();
            tickets.deleteTag(id, word);
            ticketLock.auditAction(one.ticket(), by.memberName(), "ticket.untagged", word, now);
            tickets.markChanged(id, now);
            return one;
        });
    }

    /// @throws RuleViolationException when it is not a tag
    static String normaliseTag(String typed) {
        String word = typed.strip().toLowerCase(Locale.ROOT);
        if (!word.matches("[\\p{L}\\p{M}\\p{N} _-]{1,40}")) {
            throw new RuleViolationException("tag");
        }
        return word;
    }

    /// Hides a ticket from the queue until a time, or until the person writes. Its clock continues.
    ///
    /// @throws RuleViolationException when there is no such ticket, it is closed or a colleague's, or the time has
    ///     passed
    public Ticket snoozeTicket(Reference number, ActingAgent by, Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw new RuleViolationException("time_over");
        }
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireNotOthers(by).ticket();
            ticketLock.auditAction(ticket, by.memberName(), "ticket.snoozed", until.toString(), now);
            return tickets.saveTicket(ticket.toBuilder().withSnoozedUntil(until).build(), now);
        });
    }

    public Ticket unsnoozeTicket(Reference number, ActingAgent by, Instant now) {
        return ticketLock.withLock(number, one -> {
            one.requireNotOthers(by);
            ticketLock.auditAction(one.ticket(), by.memberName(), "ticket.woken", null, now);
            return tickets.saveTicket(
                    one.ticket().toBuilder().withSnoozedUntil(null).build(), now);
        });
    }

    /// Shows a snoozed ticket again when its time has come.
    void unsnoozeDue(long ticket, Instant now) {
        ticketLock.withLock(ticket, one -> {
            Instant until = one.ticket().snoozedUntil();
            return until != null && !until.isAfter(now)
                    ? tickets.saveTicket(
                            one.ticket().toBuilder().withSnoozedUntil(null).build(), now)
                    : one.ticket();
        });
    }
}
