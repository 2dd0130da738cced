package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.Document;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessageCorrectionService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Sends answers of staff through the outbox, in order with all other messages.
@Singleton
public final class TicketReplyService {

    /// Maximum characters of an answer: it must fit into one message.
    public static final int MAX_ANSWER_LENGTH = 3000;

    private static final Duration COLLISION_WINDOW = Duration.ofMinutes(1);

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final TicketCommentRepository comments;
    private final NotificationTexts notificationTexts;
    private final ConversationMessageService messages;
    private final MessageCorrectionService corrections;
    private final TicketFileService files;
    private final SlaClock slaClock;

    TicketReplyService(
            TicketLock ticketLock,
            TicketRepository tickets,
            TicketCommentRepository comments,
            NotificationTexts notificationTexts,
            ConversationMessageService messages,
            MessageCorrectionService corrections,
            TicketFileService files,
            SlaClock slaClock) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.comments = comments;
        this.notificationTexts = notificationTexts;
        this.messages = messages;
        this.corrections = corrections;
        this.files = files;
        this.slaClock = slaClock;
    }

    /// A file that is sent with an answer.
    ///
    /// @param name of the file, or null
    public record AttachedFile(String name, byte[] content) {}

    /// An accepted answer.
    ///
    /// @param line its number in the conversation
    public record SentAnswer(Ticket ticket, int line) {}

    /// Requires that no colleague has answered within the last minute. Called before an answer is sent, so that its
    /// writer can look first.
    ///
    /// @throws RuleViolationException when one has
    public void requireNoCollision(Reference number, TicketAgent by, Instant now) {
        tickets.findTicket(number)
                .flatMap(ticket -> comments.findOtherAuthorSince(ticket, by, now.minus(COLLISION_WINDOW)))
                .ifPresent(other -> {
                    throw new RuleViolationException("collision", "who", other);
                });
    }

    /// Answers a ticket of one's own. The first answer stops its clock.
    ///
    /// @param text in the person's language; may be empty when there is a file
    /// @param file null when there is none
    /// @param then the new state: WAITING_USER, WAITING_ISP, WAITING_PTA, or OPEN when more answers follow
    /// @throws RuleViolationException when there is no such ticket, it is closed or not theirs, or the text or the file
    ///     cannot be sent
    public SentAnswer sendAnswer(
            Reference number, TicketAgent by, String text, AttachedFile file, Ticket.State then, Instant now) {
        return sendAnswer(number, by, text, file, then, Duration.ZERO, now);
    }

    /// Answers a ticket with a delay of [pk.rahnuma.ticket.SlaConfiguration#recall], in which the answer can be
    /// withdrawn ([#recallAnswer]). The answer is stored at once and is sent even if its writer or this node is gone.
    public SentAnswer sendDelayedAnswer(
            Reference number, TicketAgent by, String text, AttachedFile file, Ticket.State then, Instant now) {
        return sendAnswer(number, by, text, file, then, slaClock.targets().recall(), now);
    }

    private SentAnswer sendAnswer(
            Reference number,
            TicketAgent by,
            String text,
            AttachedFile file,
            Ticket.State then,
            Duration window,
            Instant now) {
        String said = file != null && text.isBlank() ? fileName(file) : requireAnswerText(text);
        if (then == Ticket.State.NEW || then == Ticket.State.REOPENED || then.isClosed()) {
            throw new RuleViolationException("answer_leads", "state", then);
        }
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            Long document = file == null
                    ? null
                    : files.saveFile(ticket, file.name(), file.content(), now).id();
            // During a handover, only the first message carries the ticket's number.
            Reply reply = one.isHeld() ? Reply.ofText(said) : writeAnswerNotice(one, said);
            return postAnswer(one, attachDocument(reply, document), said, by, then, window, now);
        });
    }

    private SentAnswer postAnswer(
            TicketLock.LockedTicket one,
            Reply reply,
            String text,
            TicketAgent by,
            Ticket.State then,
            Duration window,
            Instant now) {
        Ticket ticket = one.ticket();
        Instant recallUntil = window.isZero() ? null : now.plus(window);
        List<Message> posted = recallUntil == null
                ? messages.postAnswersAbout(ticket.id(), ticket.conversation(), List.of(reply), now)
                : messages.postDelayedAnswers(
                        ticket.id(),
                        ticket.conversation(),
                        List.of(reply),
                        recallUntil.plus(Ticket.Answer.CLOCK_TOLERANCE),
                        now);
        Message line = posted.getFirst();
        comments.insertAnswer(ticket, text, by.id(), by.name(), line.seq(), recallUntil, now);
        Ticket answered = slaClock.transitionTo(slaClock.recordAnswer(ticket, now), then, now).toBuilder()
                .withUnread(false)
                .withWaitingSince(then.isClockPaused() || then.isClosed() ? null : ticket.waitingSince())
                .build();
        if (ticket.clocks().firstAnswered() == null) {
            long took =
                    slaClock.calendar().workingTimeBetween(ticket.opened(), now).toSeconds();
            tickets.saveFirstAnswerTime(ticket.id(), took);
        }
        ticketLock.auditAction(ticket, by.name(), "ticket.answered", null, now);
        return new SentAnswer(tickets.saveTicket(answered, now), line.seq());
    }

    /// Edits an answer. The message itself changes where the channel can do that; otherwise a new message has the new
    /// text.
    ///
    /// @param seq of the answer
    /// @throws RuleViolationException when there is no such ticket or answer, it is not theirs, or the text cannot be
    ///     sent
    public SentAnswer editAnswer(Reference number, TicketAgent by, int seq, String text, Instant now) {
        return editAnswer(number, by, seq, null, text, now);
    }

    /// Edits an answer that may have been edited before.
    ///
    /// @param changed number of the message with the earlier edit; null when the message itself was edited
    public SentAnswer editAnswer(Reference number, TicketAgent by, int seq, Integer changed, String text, Instant now) {
        String said = requireAnswerText(text);
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            Ticket.Answer answer = comments.findAnswers(ticket).stream()
                    .filter(each -> each.seq() == seq
                            && each.line() != null
                            && !each.text().isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException("answer_missing"));
            int line = corrections
                    .editMessage(
                            ticket.conversation(), changed == null ? answer.line() : changed, Reply.ofText(said), now)
                    .map(Message::seq)
                    .orElse(answer.line());
            comments.updateAnswer(ticket, seq, said, now);
            ticketLock.auditAction(ticket, by.name(), "ticket.answer_edited", null, now);
            tickets.markChanged(ticket.id(), now);
            return new SentAnswer(ticket, line);
        });
    }

    /// Withdraws an answer: the message is deleted where the channel can do that, and its text is deleted here.
    ///
    /// @param line number of the answer in the conversation
    /// @param changed number of the message with an edit; null when the message itself was edited
    /// @return the messages that carry out the withdrawal; empty when the answer never arrived
    /// @throws RuleViolationException when there is no such ticket or answer, it is not theirs, or it is still on its
    ///     way
    public List<Integer> withdrawAnswer(Reference number, TicketAgent by, int line, Integer changed, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireActive().requireAssignedTo(by).ticket();
            Ticket.Answer answer = comments.findAnswers(ticket).stream()
                    .filter(each -> each.line() != null
                            && each.line() == line
                            && !each.text().isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException("answer_missing"));
            List<Integer> taking = new ArrayList<>();
            for (int said : changed == null ? List.of(line) : List.of(line, changed)) {
                Message taken = corrections
                        .withdrawMessage(ticket.conversation(), said, now)
                        .orElseThrow(() -> new RuleViolationException("answer_on_its_way"));
                if (taken.seq() != said) {
                    taking.add(taken.seq());
                }
            }
            comments.updateAnswer(ticket, answer.seq(), "", now);
            ticketLock.auditAction(ticket, by.name(), "ticket.answer_withdrawn", null, now);
            tickets.markChanged(ticket.id(), now);
            return taking;
        });
    }

    /// Withdraws an answer that is not sent yet: the person never sees it, its file is deleted, and the ticket waits
    /// for the desk as before.
    ///
    /// @param line number of the answer in the conversation
    /// @throws RuleViolationException when there is no such ticket or answer, it is not theirs, or it may be on its way
    ///     already
    public Ticket recallAnswer(Reference number, TicketAgent by, int line, Instant now) {
        return ticketLock.withLock(number, one -> {
            Ticket ticket = one.requireAssignedTo(by).ticket();
            Ticket.Answer answer = comments.findAnswers(ticket).stream()
                    .filter(each -> each.line() != null && each.line() == line && each.canRecall(now))
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException("recall_over"));
            Message before = corrections
                    .recallUnsent(ticket.conversation(), line, now)
                    .orElseThrow(() -> new RuleViolationException("recall_over"));
            Document.parseId(before.body().fileId()).ifPresent(document -> files.deleteFile(ticket, document));
            comments.updateAnswer(ticket, answer.seq(), "", now);
            comments.clearRecall(ticket, answer.seq());
            ticketLock.auditAction(ticket, by.name(), "ticket.answer_recalled", null, now);
            if (!ticket.isActive()) {
                tickets.markChanged(ticket.id(), now);
                return ticket;
            }
            Instant earlier = comments.findAnswers(ticket).stream()
                    .filter(each -> !each.text().isEmpty())
                    .map(Ticket.Answer::at)
                    .max(Instant::compareTo)
                    .orElse(null);
            if (earlier == null) {
                tickets.clearFirstAnswerTime(ticket.id());
            }
            Instant waited = answer.waitedSince() == null ? ticket.waitingSince() : answer.waitedSince();
            return tickets.saveTicket(
                    slaClock.revertAnswer(ticket, earlier, now).toBuilder()
                            .withWaitingSince(waited == null ? now : waited)
                            .build(),
                    now);
        });
    }

    /// Sends a message again that was refused or whose delivery is unknown.
    ///
    /// @return false when it is on its way, or arrived
    /// @throws RuleViolationException when there is no such ticket
    public boolean retryAnswer(Reference number, TicketAgent by, int line, Instant now) {
        return ticketLock.withLock(number, one -> {
            boolean again = corrections.resendMessage(one.ticket().conversation(), line, now);
            if (again) {
                ticketLock.auditAction(one.ticket(), by.name(), "ticket.answer_retried", null, now);
                tickets.markChanged(one.ticket().id(), now);
            }
            return again;
        });
    }

    private static Reply attachDocument(Reply reply, Long document) {
        return document == null
                ? reply
                : new Reply(reply.text(), reply.buttons(), reply.asks(), reply.manner(), Long.toString(document));
    }

    private static String fileName(AttachedFile file) {
        return file.name() == null || file.name().isBlank() ? "📎" : file.name();
    }

    private Reply writeAnswerNotice(TicketLock.LockedTicket one, String said) {
        Map<String, Object> arguments = Map.of("number", one.ticket().number().toGroupedText(), "text", said);
        return notificationTexts.writeNotice(one.language(), "ticket_answer", arguments);
    }

    private static String requireAnswerText(String text) {
        String answerText = text.strip();
        if (answerText.isEmpty() || answerText.length() > MAX_ANSWER_LENGTH) {
            throw new RuleViolationException("answer_length", "length", answerText.length(), "most", MAX_ANSWER_LENGTH);
        }
        if (answerText.contains(CannedReply.GAP)) {
            throw new RuleViolationException("answer_gap", "gap", CannedReply.GAP);
        }
        return answerText;
    }
}
