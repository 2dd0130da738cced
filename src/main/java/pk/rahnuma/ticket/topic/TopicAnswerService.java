package pk.rahnuma.ticket.topic;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Gives, edits and withdraws answers that staff write in topics: as in the console, under the same rules. The channel
/// adapter, which knows the sender, checks the permission.
@Singleton
public final class TopicAnswerService {

    private final TopicMessageProcessor processor;
    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;
    private final TicketCommentRepository comments;
    private final TicketAssignmentService assignments;
    private final TicketReplyService replies;
    private final TicketTranscriptService transcripts;

    public TopicAnswerService(
            TopicMessageProcessor processor,
            ForumTopicRepository topics,
            TopicRemarkRepository remarks,
            TicketCommentRepository comments,
            TicketAssignmentService assignments,
            TicketReplyService replies,
            TicketTranscriptService transcripts) {
        this.processor = processor;
        this.topics = topics;
        this.remarks = remarks;
        this.comments = comments;
        this.assignments = assignments;
        this.replies = replies;
        this.transcripts = transcripts;
    }

    /// Answers the person. An unassigned ticket is claimed at the same time.
    ///
    /// @param text may be empty when there is a file
    /// @param file null when there is none
    /// @throws RuleViolationException when the ticket is closed or another's, or the answer cannot be sent; nothing was
    ///     changed then
    public void answerTicket(
            TopicMessageSource from, TicketAgent by, String text, TicketReplyService.AttachedFile file, Instant now) {
        processor.processOnce(from, now, ticket -> {
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
        processor.processOnce(from, now, ticket -> {
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
        processor.processOnce(from, now, ticket -> {
            ForumTopicRepository.GroupMessage spoken = findGroupMessage(from, message);
            replies.withdrawAnswer(ticket.number(), by, spoken.line(), spoken.changed(), now)
                    .forEach(line -> insertWatch(from, ticket, line));
        });
    }

    private ForumTopicRepository.GroupMessage findGroupMessage(TopicMessageSource from, int message) {
        return topics.findGroupMessage(from.chat(), message)
                .filter(each -> each.ticket() == from.ticket())
                .orElseThrow(() -> new RuleViolationException("answer_missing"));
    }

    private void insertWatch(TopicMessageSource from, Ticket ticket, int line) {
        remarks.insertWatch(ticket.id(), ticket.conversation(), line, from.message());
    }
}
