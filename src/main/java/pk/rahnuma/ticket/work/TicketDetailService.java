package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.SlaBreachRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Reads everything that staff see of a ticket. Each view is recorded in the audit log.
@Singleton
public final class TicketDetailService {

    /// Messages of the conversation that are read with a ticket; earlier ones on request.
    public static final int MAX_LINES = 60;

    /// Maximum tickets of the same person that are shown beside one.
    private static final int MAX_OTHER_TICKETS = 50;

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final TicketCommentRepository comments;
    private final SlaBreachRepository breaches;
    private final TicketBodyRepository bodies;
    private final TicketQueueRepository queue;
    private final TicketTranscriptService transcripts;
    private final TicketMatterService matters;

    TicketDetailService(
            TicketLock ticketLock,
            TicketRepository tickets,
            TicketCommentRepository comments,
            SlaBreachRepository breaches,
            TicketBodyRepository bodies,
            TicketQueueRepository queue,
            TicketTranscriptService transcripts,
            TicketMatterService matters) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.comments = comments;
        this.breaches = breaches;
        this.bodies = bodies;
        this.queue = queue;
        this.transcripts = transcripts;
        this.matters = matters;
    }

    /// Holder of the conversation.
    public enum ConversationOwner {
        BOT,
        /// The bot, and a ticket of the person waits for staff.
        QUEUED,
        HUMAN
    }

    /// All that is shown of a ticket.
    ///
    /// @param body text that the person wrote into the ticket
    /// @param language of the person at present
    /// @param application that it is about, or null
    /// @param standing sessions and drafts of the person, with readable answers
    /// @param transcript the last messages, in order
    /// @param others tickets of the same person, the oldest first
    /// @param ratingWord comment that came with the rating; may be empty
    /// @param holder member who has the person by another ticket; null when there is none
    /// @param merged tickets that were merged into this one, the oldest first
    /// @param mergedInto the ticket into which this one was merged, or null
    /// @param visibility masking of the person's text
    /// @param masked whether a part of the text is masked
    /// @param restraints measures against abuse that hold for the ticket or its person
    public record TicketDetails(
            Ticket ticket,
            TicketMatterService.Summary summary,
            Ticket.Body body,
            String language,
            Application application,
            ConversationOwner owner,
            List<SessionDescriptionService.SessionState> standing,
            List<TicketTranscriptService.TranscriptLine> transcript,
            List<Ticket.Answer> answers,
            List<Ticket.Note> notes,
            TreeSet<String> tags,
            List<Ticket.SlaBreach> breaches,
            List<Ticket> others,
            String ratingWord,
            TicketAgent holder,
            List<MergedTicket> merged,
            Reference mergedInto,
            TranscriptVisibility visibility,
            boolean masked,
            List<Restraint> restraints) {}

    /// A ticket that was merged into another, with the text that the person wrote into it.
    public record MergedTicket(Ticket ticket, Ticket.Body body) {}

    /// Opens a ticket. A view by its assignee marks it as read.
    ///
    /// @param visibility masking of the person's text; the caller has checked the permission
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public TicketDetails openCase(Reference number, TicketAgent by, TranscriptVisibility visibility, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.ticket().isAssignedTo(by) && one.ticket().unread()
                    ? tickets.saveTicket(
                            one.ticket().toBuilder().withUnread(false).build(), now)
                    : one.ticket();
            noteLines(ticket, by, null, visibility, now);
            Ticket.Body kept = bodies.readBody(ticket);
            Ticket.Body body = new Ticket.Body(visibility.applyTo(kept.text()), kept.reference());
            String ratingWord = bodies.findRatingComment(ticket).orElse("");
            List<Ticket> allTickets = tickets.findByConversation(ticket.conversation(), MAX_OTHER_TICKETS);
            List<Ticket.Answer> answers = comments.findAnswers(ticket);
            List<MergedTicket> merged = findMergedTickets(ticket, allTickets, visibility);
            List<Ticket.Answer> named = new ArrayList<>(answers);
            merged.forEach(part -> named.addAll(comments.findAnswers(part.ticket())));
            List<TicketTranscriptService.TranscriptLine> transcript =
                    transcripts.readLast(ticket.conversation(), named, MAX_LINES, visibility);
            return new TicketDetails(
                    ticket,
                    matters.summariseTicket(ticket, body, transcript, now),
                    body,
                    one.language(),
                    matters.findApplication(ticket).orElse(null),
                    determineOwner(one, allTickets),
                    matters.describeSessions(ticket, visibility, now),
                    transcript,
                    answers,
                    comments.findNotes(ticket),
                    queue.findTags(List.of(ticket.id())).getOrDefault(ticket.id(), new TreeSet<>()),
                    breaches.findByTicket(ticket.id()),
                    allTickets.stream()
                            .filter(other -> other.id() != ticket.id())
                            .toList(),
                    visibility.applyTo(ratingWord),
                    findHolder(one, allTickets),
                    merged,
                    allTickets.stream()
                            .filter(other -> Long.valueOf(other.id()).equals(ticket.mergedInto()))
                            .map(Ticket::number)
                            .findFirst()
                            .orElse(null),
                    visibility,
                    !body.equals(kept)
                            || !visibility.applyTo(ratingWord).equals(ratingWord)
                            || transcript.stream().anyMatch(TicketTranscriptService.TranscriptLine::masked),
                    matters.findRestraints(ticket, now));
        });
    }

    private List<MergedTicket> findMergedTickets(Ticket ticket, List<Ticket> all, TranscriptVisibility visibility) {
        return all.stream()
                .filter(other -> Long.valueOf(ticket.id()).equals(other.mergedInto()))
                .sorted(Comparator.comparing(Ticket::opened))
                .map(other -> {
                    Ticket.Body body = bodies.readBody(other);
                    return new MergedTicket(other, new Ticket.Body(visibility.applyTo(body.text()), body.reference()));
                })
                .toList();
    }

    private static TicketAgent findHolder(TicketLock.LockedTicket one, List<Ticket> all) {
        return one.holds() == null || one.isHeld()
                ? null
                : all.stream()
                        .filter(other -> other.id() == one.holds())
                        .map(Ticket::assignee)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static ConversationOwner determineOwner(TicketLock.LockedTicket one, List<Ticket> all) {
        if (one.holds() != null) {
            return ConversationOwner.HUMAN;
        }
        boolean waits = all.stream()
                .anyMatch(ticket -> ticket.isActive()
                        && ticket.assignee() == null
                        && !ticket.state().isClockPaused());
        return waits ? ConversationOwner.QUEUED : ConversationOwner.BOT;
    }

    /// Messages of the conversation before a given one, in order, at most [#MAX_LINES].
    ///
    /// @param visibility masking of the person's text; the caller has checked the permission
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public List<TicketTranscriptService.TranscriptLine> readLinesBefore(
            Reference number, TicketAgent by, int line, TranscriptVisibility visibility, Instant now) {
        return ticketLock.withLock(number, one -> {
            noteLines(one.ticket(), by, "before " + line, visibility, now);
            return transcripts.readBefore(
                    one.ticket().conversation(), comments.findAnswers(one.ticket()), line, MAX_LINES, visibility);
        });
    }

    /// New messages belong to the view of the ticket; older ones are a view of their own.
    private void noteLines(Ticket ticket, TicketAgent by, String lines, TranscriptVisibility visibility, Instant now) {
        if (visibility == TranscriptVisibility.IN_FULL) {
            ticketLock.auditAction(ticket, by.name(), visibility.auditAction(), lines, now);
        } else {
            ticketLock.auditView(ticket, by.name(), visibility.auditAction(), lines, now);
        }
    }
}
