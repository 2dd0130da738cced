package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.messaging.conversation.BotConversationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.StuckPositionRepository;
import pk.rahnuma.ticket.intake.WaitingTimeEstimator;
import pk.rahnuma.ticket.record.SlaBreachRepository;
import pk.rahnuma.ticket.record.TicketBodyRepository;
import pk.rahnuma.ticket.record.TicketCommentRepository;
import pk.rahnuma.ticket.record.TicketQueueRepository;
import pk.rahnuma.ticket.record.TicketRepository;

/// All that staff see of a ticket. The audit log keeps who looked.
@Singleton
public final class TicketDetailService {

    /// Lines of the conversation that come with a case; others are asked for.
    public static final int MAX_LINES = 60;

    /// Tickets of the same person that are shown beside one.
    private static final int MAX_OTHER_TICKETS = 50;

    /// Characters of what is quoted in a summary.
    private static final int MAX_QUOTE_LENGTH = 200;

    private final TicketLock held;
    private final TicketRepository rows;
    private final TicketCommentRepository words;
    private final SlaBreachRepository breaches;
    private final TicketBodyRepository bodies;
    private final StuckPositionRepository stuck;
    private final WaitingTimeEstimator waits;
    private final TicketQueueRepository queue;
    private final BotConversationService bot;
    private final ApplicationRepository applications;
    private final DocumentRepository documents;
    private final TicketTranscriptService transcripts;
    private final SlaClock promises;

    TicketDetailService(
            TicketLock held,
            TicketRepository rows,
            TicketCommentRepository words,
            SlaBreachRepository breaches,
            TicketBodyRepository bodies,
            StuckPositionRepository stuck,
            WaitingTimeEstimator waits,
            TicketQueueRepository queue,
            BotConversationService bot,
            ApplicationRepository applications,
            DocumentRepository documents,
            TicketTranscriptService transcripts,
            SlaClock promises) {
        this.held = held;
        this.rows = rows;
        this.words = words;
        this.breaches = breaches;
        this.bodies = bodies;
        this.stuck = stuck;
        this.waits = waits;
        this.queue = queue;
        this.bot = bot;
        this.applications = applications;
        this.documents = documents;
        this.transcripts = transcripts;
        this.promises = promises;
    }

    /// Who has the conversation.
    public enum ConversationOwner {
        BOT,
        /// The bot, and a ticket of the person waits for a human.
        QUEUED,
        HUMAN
    }

    /// What comes first, made by rule.
    ///
    /// @param waited working time since the person waits for the desk; null while they do not
    /// @param asked the begin of what they wrote when it was opened
    /// @param stuck where they were stuck then, or null
    /// @param last the begin of their last words in the chat; empty when there are none
    public record Summary(
            String topic, Duration waited, String asked, StuckPositionRepository.StuckPosition stuck, String last) {}

    /// @param body what the person wrote into the ticket
    /// @param language of the person, as they speak now
    /// @param application that it is about, or null
    /// @param standing what the person has running or set aside with the bot, with readable answers
    /// @param transcript the last lines, in order
    /// @param expects what the person may expect while it is not answered
    /// @param others tickets of the same person, the oldest first
    /// @param ratingWord what came with the rating; empty when nothing did
    /// @param holder who has the person by another ticket; null when nobody has
    /// @param merged tickets that went into this one, the oldest first
    /// @param mergedInto the ticket that it went into, or null
    /// @param visibility how what the person said is shown
    /// @param masked whether a part of what they said is not shown
    public record TicketDetails(
            Ticket ticket,
            Summary summary,
            Ticket.Body body,
            String language,
            Application application,
            ConversationOwner owner,
            List<BotConversationService.SessionState> standing,
            List<TicketTranscriptService.TranscriptLine> transcript,
            List<Ticket.Answer> answers,
            List<Ticket.Note> notes,
            TreeSet<String> tags,
            List<Ticket.SlaBreach> breaches,
            List<Ticket> others,
            WaitingTimeEstimator.WaitingTime expects,
            String ratingWord,
            TicketAgent holder,
            List<MergedTicket> merged,
            Reference mergedInto,
            TranscriptVisibility visibility,
            boolean masked) {}

    /// A ticket that went into another, with what the person wrote into it.
    public record MergedTicket(Ticket ticket, Ticket.Body body) {}

    /// Opens a case with what tells who somebody is masked. Whose it is has seen then what is new.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public TicketDetails openCase(Reference number, TicketAgent by, Instant now) {
        return openCase(number, by, TranscriptVisibility.MASKED, now);
    }

    /// @param visibility how what the person said is shown; the caller has made sure that they may see it so
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public TicketDetails openCase(Reference number, TicketAgent by, TranscriptVisibility visibility, Instant now) {
        return held.withLock(number, one -> {
            Ticket ticket = one.ticket().isAssignedTo(by) && one.ticket().unread()
                    ? rows.saveTicket(one.ticket().toBuilder().withUnread(false).build(), now)
                    : one.ticket();
            noteLines(ticket, by, null, visibility, now);
            Ticket.Body kept = bodies.readBody(ticket);
            Ticket.Body body = new Ticket.Body(visibility.applyTo(kept.text()), kept.reference());
            String ratingWord = bodies.findRatingComment(ticket).orElse("");
            List<Ticket> all = rows.findByConversation(ticket.conversation(), MAX_OTHER_TICKETS);
            List<Ticket.Answer> answers = words.findAnswers(ticket);
            List<MergedTicket> merged = merged(ticket, all, visibility);
            List<Ticket.Answer> named = new ArrayList<>(answers);
            merged.forEach(part -> named.addAll(words.findAnswers(part.ticket())));
            List<TicketTranscriptService.TranscriptLine> transcript =
                    transcripts.readLast(ticket.conversation(), named, MAX_LINES, visibility);
            return new TicketDetails(
                    ticket,
                    summary(ticket, body, transcript, now),
                    body,
                    one.language(),
                    ticket.application() == null
                            ? null
                            : applications.findApplication(ticket.application()).orElse(null),
                    owner(one, all),
                    standing(ticket, visibility, now),
                    transcript,
                    answers,
                    words.findNotes(ticket),
                    queue.findTags(List.of(ticket.id())).getOrDefault(ticket.id(), new TreeSet<>()),
                    breaches.findByTicket(ticket.id()),
                    all.stream().filter(other -> other.id() != ticket.id()).toList(),
                    waits.currentQueue(now).estimateFor(ticket),
                    visibility.applyTo(ratingWord),
                    holder(one, all),
                    merged,
                    all.stream()
                            .filter(other -> Long.valueOf(other.id()).equals(ticket.mergedInto()))
                            .map(Ticket::number)
                            .findFirst()
                            .orElse(null),
                    visibility,
                    !body.equals(kept)
                            || !visibility.applyTo(ratingWord).equals(ratingWord)
                            || transcript.stream().anyMatch(TicketTranscriptService.TranscriptLine::masked));
        });
    }

    /// Free text among the answers is masked as in the chat; sensitive fields are masked in any case.
    private List<BotConversationService.SessionState> standing(
            Ticket ticket, TranscriptVisibility visibility, Instant now) {
        return bot.describeSessions(List.of(ticket.conversation()), now).get(ticket.conversation()).stream()
                .map(one -> one.withAnswers(visibility::applyTo))
                .toList();
    }

    private List<MergedTicket> merged(Ticket ticket, List<Ticket> all, TranscriptVisibility visibility) {
        return all.stream()
                .filter(other -> Long.valueOf(ticket.id()).equals(other.mergedInto()))
                .sorted(Comparator.comparing(Ticket::opened))
                .map(other -> {
                    Ticket.Body body = bodies.readBody(other);
                    return new MergedTicket(other, new Ticket.Body(visibility.applyTo(body.text()), body.reference()));
                })
                .toList();
    }

    private static TicketAgent holder(TicketLock.LockedTicket one, List<Ticket> all) {
        return one.holds() == null || one.isHeld()
                ? null
                : all.stream()
                        .filter(other -> other.id() == one.holds())
                        .map(Ticket::assignee)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static ConversationOwner owner(TicketLock.LockedTicket one, List<Ticket> all) {
        if (one.holds() != null) {
            return ConversationOwner.HUMAN;
        }
        boolean waits = all.stream()
                .anyMatch(ticket -> ticket.isActive()
                        && ticket.assignee() == null
                        && !ticket.state().isClockPaused());
        return waits ? ConversationOwner.QUEUED : ConversationOwner.BOT;
    }

    private Summary summary(
            Ticket ticket, Ticket.Body body, List<TicketTranscriptService.TranscriptLine> transcript, Instant now) {
        return new Summary(
                ticket.topic(),
                ticket.waitingSince() == null
                        ? null
                        : promises.calendar().workingTimeBetween(ticket.waitingSince(), now),
                quote(body.text()),
                stuck.findPosition(ticket).orElse(null),
                transcript.reversed().stream()
                        .filter(line -> line.from() == TicketTranscriptService.Speaker.PERSON)
                        .map(TicketTranscriptService.TranscriptLine::text)
                        .findFirst()
                        .map(TicketDetailService::quote)
                        .orElse(""));
    }

    private static String quote(String words) {
        return words.length() <= MAX_QUOTE_LENGTH ? words : words.substring(0, MAX_QUOTE_LENGTH) + "…";
    }

    /// Lines of the conversation before one, in order, at most [#MAX_LINES].
    ///
    /// @param visibility how what the person said is shown; the caller has made sure that they may see it so
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public List<TicketTranscriptService.TranscriptLine> readLinesBefore(
            Reference number, TicketAgent by, int line, TranscriptVisibility visibility, Instant now) {
        return held.withLock(number, one -> {
            noteLines(one.ticket(), by, "before " + line, visibility, now);
            return transcripts.readBefore(
                    one.ticket().conversation(), words.findAnswers(one.ticket()), line, MAX_LINES, visibility);
        });
    }

    /// Lines of the conversation after one, in order: what is new.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public List<TicketTranscriptService.TranscriptLine> readLinesAfter(
            Reference number, TicketAgent by, int line, Instant now) {
        return held.withLock(number, one -> {
            noteLines(one.ticket(), by, null, TranscriptVisibility.MASKED, now);
            return transcripts.readAfter(
                    one.ticket().conversation(),
                    words.findAnswers(one.ticket()),
                    line,
                    MAX_LINES,
                    TranscriptVisibility.MASKED);
        });
    }

    /// What is new belongs to the look at the ticket; older lines are a look of their own.
    private void noteLines(Ticket ticket, TicketAgent by, String lines, TranscriptVisibility visibility, Instant now) {
        if (visibility == TranscriptVisibility.IN_FULL) {
            held.auditAction(ticket, by.name(), visibility.auditAction(), lines, now);
        } else {
            held.auditView(ticket, by.name(), visibility.auditAction(), lines, now);
        }
    }

    /// A file of the conversation, that the person sent, or was sent.
    ///
    /// @param id as the line has it
    /// @return empty when there is none (yet)
    /// @throws pk.rahnuma.registration.RuleViolationException when there is no such ticket
    public Optional<Document> findFile(Reference number, TicketAgent by, String id, Instant now) {
        return held.withLock(number, one -> {
            Optional<Document> document = DocumentRepository.parseId(id)
                    .flatMap(key -> documents.findById(one.ticket().conversation(), key));
            document.ifPresent(file -> held.auditView(one.ticket(), by.name(), "ticket.file_viewed", id, now));
            return document;
        });
    }
}
