package pk.rahnuma.ticket.topic;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Executes the commands of staff in topics: the same as in the console, under the same rules, and once however often
/// the update arrives. The channel adapter, which knows the sender, checks the permission.
@Singleton
public final class TopicCommandService {

    private final TransactionOperations<Connection> transactions;
    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;
    private final TicketRepository tickets;
    private final TicketCommentRepository comments;
    private final PersonLock persons;
    private final ProcessedUpdateRepository processedUpdates;
    private final TicketAssignmentService assignments;
    private final TicketReplyService replies;
    private final TicketTriageService triage;
    private final TicketResolutionService resolutions;
    private final TicketTranscriptService transcripts;

    public TopicCommandService(
            TransactionOperations<Connection> transactions,
            ForumTopicRepository topics,
            TopicRemarkRepository remarks,
            TicketRepository tickets,
            TicketCommentRepository comments,
            PersonLock persons,
            ProcessedUpdateRepository processedUpdates,
            TicketAssignmentService assignments,
            TicketReplyService replies,
            TicketTriageService triage,
            TicketResolutionService resolutions,
            TicketTranscriptService transcripts) {
        this.transactions = transactions;
        this.topics = topics;
        this.remarks = remarks;
        this.tickets = tickets;
        this.comments = comments;
        this.persons = persons;
        this.processedUpdates = processedUpdates;
        this.assignments = assignments;
        this.replies = replies;
        this.triage = triage;
        this.resolutions = resolutions;
        this.transcripts = transcripts;
    }

    /// Origin of a command.
    ///
    /// @param update the channel's own id
    /// @param message of the group
    public record TopicMessageSource(String update, long chat, int message, long ticket) {}

    /// Answers the person. An unassigned ticket is claimed at the same time.
    ///
    /// @param text may be empty when there is a file
    /// @param file null when there is none
    /// @throws RuleViolationException when the ticket is closed or another's, or the answer cannot be sent; nothing was
    ///     changed then
    public void answerTicket(
            TopicMessageSource from, TicketAgent by, String text, TicketReplyService.AttachedFile file, Instant now) {
        processOnce(from, now, ticket -> {
            if (ticket.assignee() == null) {
                assignments.claimOrFail(ticket.number(), by, now);
            }
            TicketReplyService.SentAnswer sent =
                    replies.sendAnswer(ticket.number(), by, text, file, Ticket.State.WAITING_USER, now);
            topics.saveGroupMessage(from.chat(), from.message(), ticket.id(), sent.line());
            insertWatch(from, ticket, sent.line());
        });
    }

    /// Edits the answer after its message was edited; does nothing when the text is the same.
    ///
    /// @throws RuleViolationException when the message was no answer, the ticket is closed or another's, or the text
    ///     cannot be sent
    public void editAnswer(TopicMessageSource from, TicketAgent by, String text, Instant now) {
        processOnce(from, now, ticket -> {
            ForumTopicRepository.GroupMessage spoken = findGroupMessage(from, from.message());
            Ticket.Answer answer = comments.findAnswers(ticket).stream()
                    .filter(each -> each.line() != null && each.line() == spoken.line())
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException("answer_missing"));
            if (answer.text().equals(text.strip())) {
                return;
            }
            TicketReplyService.SentAnswer sent =
                    replies.editAnswer(ticket.number(), by, answer.seq(), spoken.changed(), text, now);
            if (sent.line() != spoken.line() && !isInPlace(ticket, sent.line())) {
                topics.saveChangedLine(from.chat(), from.message(), sent.line());
            }
            insertWatch(from, ticket, sent.line());
        });
    }

    private boolean isInPlace(Ticket ticket, int line) {
        return transcripts
                .readAfter(ticket.conversation(), List.of(), line - 1, 1, TranscriptVisibility.MASKED)
                .stream()
                .anyMatch(TicketTranscriptService.TranscriptLine::replaces);
    }

    /// Withdraws an answer.
    ///
    /// @param message by which it was given
    /// @throws RuleViolationException when it was no answer, is still on its way, or the ticket is closed or another's
    public void withdrawAnswer(TopicMessageSource from, int message, TicketAgent by, Instant now) {
        processOnce(from, now, ticket -> {
            ForumTopicRepository.GroupMessage spoken = findGroupMessage(from, message);
            replies.withdrawAnswer(ticket.number(), by, spoken.line(), spoken.changed(), now)
                    .forEach(line -> insertWatch(from, ticket, line));
        });
    }

    /// Adds a note for staff.
    ///
    /// @throws RuleViolationException when the text is empty or too long
    public void addNote(TopicMessageSource from, TicketAgent by, String text, Instant now) {
        processOnce(from, now, ticket -> triage.addNote(ticket.number(), by, text, now));
    }

    /// Assigns the ticket to the member.
    ///
    /// @throws RuleViolationException when it is closed or another's
    public void claimTicket(TopicMessageSource from, TicketAgent by, Instant now) {
        processOnce(from, now, ticket -> assignments.claimOrFail(ticket.number(), by, now));
    }

    /// Resolves the ticket.
    ///
    /// @throws RuleViolationException when it is closed or another's, or the bot cannot take over
    public void resolveTicket(TopicMessageSource from, TicketAgent by, Instant now) {
        processOnce(from, now, ticket -> resolutions.resolveTicket(ticket.number(), by, now));
    }

    /// Gives the conversation back to the bot.
    ///
    /// @throws RuleViolationException when it is another's, or the bot already has the conversation
    public void handBack(TopicMessageSource from, TicketAgent by, Instant now) {
        processOnce(
                from,
                now,
                ticket -> assignments.handBackConversation(ticket.number(), ActingAgent.forOwnTickets(by), now));
    }

    /// Replies in the topic to the sender of this message, without any other effect.
    ///
    /// @param text contains no personal data
    public void addRemark(TopicMessageSource from, String text, Instant now) {
        processOnce(from, now, ticket -> remarks.insertRemark(ticket.id(), from.message(), text));
    }

    private ForumTopicRepository.GroupMessage findGroupMessage(TopicMessageSource from, int message) {
        return topics.findGroupMessage(from.chat(), message)
                .filter(each -> each.ticket() == from.ticket())
                .orElseThrow(() -> new RuleViolationException("answer_missing"));
    }

    private void insertWatch(TopicMessageSource from, Ticket ticket, int line) {
        remarks.insertWatch(ticket.id(), ticket.conversation(), line, from.message());
    }

    /// Runs the work in one transaction, under the person's lock, and records the update as processed. Does nothing for
    /// a deleted ticket.
    private void processOnce(TopicMessageSource from, Instant now, Consumer<Ticket> work) {
        transactions.executeWrite(status -> {
            Ticket known = tickets.findTickets(List.of(from.ticket())).stream()
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                return null;
            }
            persons.lockPerson(known.conversation());
            ProcessedUpdateRepository.UpdateKey update =
                    new ProcessedUpdateRepository.UpdateKey(known.conversation(), from.update());
            if (processedUpdates.findProcessed(List.of(update)).isEmpty()) {
                work.accept(tickets.lockTicket(known.id()));
                processedUpdates.insertProcessed(
                        List.of(new ProcessedUpdateRepository.ProcessedUpdate(update, 1, 0, now, null)));
            }
            return null;
        });
    }
}
