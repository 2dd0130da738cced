package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketCommentRepository;

/// Messages of a ticket: those that the person wrote for it, and answers of staff. Both are messages of the
/// conversation too, and have its numbers.
@Singleton
public final class TicketMessageService {

    /// Kinds of received messages that are for staff; the tap on a button is for the bot.
    private static final Set<String> PERSONS_KINDS = Set.of("text", "file", "voice", "contact", "edit");

    /// Messages of a handover that are read at once; most of them belong to the ticket.
    private static final int CHUNK_SIZE = 100;

    /// Maximum chunks of a page. A page that ends here is shorter, and has a successor.
    private static final int MAX_CHUNKS = 20;

    private final ConversationMessageService messages;
    private final ConversationHoldRepository holds;
    private final TicketCommentRepository comments;

    TicketMessageService(
            ConversationMessageService messages, ConversationHoldRepository holds, TicketCommentRepository comments) {
        this.messages = messages;
        this.holds = holds;
        this.comments = comments;
    }

    /// A message of a ticket.
    ///
    /// @param line its number in the conversation
    /// @param own whether the person wrote it
    /// @param kind `text`, `file`, `voice`, `contact` or `edit`
    /// @param file id of a file that came with it, or null
    /// @param edited time at which staff edited their answer, or null
    public record TicketMessage(
            int line, boolean own, String kind, String text, String file, Instant at, Instant edited) {}

    /// A page of messages, the newest first.
    ///
    /// @param next number of a message before which the next page begins; 0 when there is none
    public record MessagePage(List<TicketMessage> messages, int next) {}

    /// Messages of a ticket before a number of the conversation.
    ///
    /// @param ticket that the person knows of
    public MessagePage readBefore(Ticket ticket, int before, int limit, Instant now) {
        List<TicketMessage> found = new ArrayList<>();
        int receivedDownTo = addReceived(ticket, before, limit + 1, found);
        List<Ticket.Answer> said = comments.findAnswersBefore(ticket, before, limit + 1);
        int readDownTo =
                said.size() > limit ? Math.max(receivedDownTo, said.getLast().line()) : receivedDownTo;
        Map<Integer, Message> lines = findLines(ticket, said);
        said.stream()
                .filter(answer -> !answer.text().isEmpty() && !answer.isHeld(now))
                .map(answer -> toMessage(answer, lines.get(answer.line())))
                .forEach(found::add);
        List<TicketMessage> page = found.stream()
                .filter(message -> message.line() >= readDownTo)
                .sorted(Comparator.comparingInt(TicketMessage::line).reversed())
                .toList();
        return page.size() > limit
                ? new MessagePage(page.subList(0, limit), page.get(limit - 1).line())
                : new MessagePage(page, readDownTo);
    }

    /// Adds messages of the person, the newest first, at most `limit`.
    ///
    /// @return number of the message down to which they were read; 0 when all were
    private int addReceived(Ticket ticket, int before, int limit, List<TicketMessage> page) {
        int chunks = 0;
        int lastLine = holds.findLastLine(ticket.conversation());
        List<ConversationHoldRepository.LineSpan> spans = holds.findSpansBefore(ticket.id(), before, MAX_CHUNKS);
        for (ConversationHoldRepository.LineSpan span : spans) {
            int end = Math.min(before, span.to() == null ? lastLine + 1 : span.to() + 1);
            while (end - 1 > span.from()) {
                if (page.size() >= limit || chunks++ >= MAX_CHUNKS) {
                    return end;
                }
                int begin = Math.max(span.from() + 1, end - CHUNK_SIZE);
                messages.readHistory(ticket.conversation(), begin - 1, end - begin).reversed().stream()
                        .filter(message -> message.direction() == Message.Direction.RECEIVED
                                && PERSONS_KINDS.contains(message.body().asks()))
                        .map(TicketMessageService::toMessage)
                        .forEach(page::add);
                end = begin;
            }
        }
        return spans.size() < MAX_CHUNKS ? 0 : spans.getLast().from() + 1;
    }

    private Map<Integer, Message> findLines(Ticket ticket, List<Ticket.Answer> said) {
        Set<Integer> numbers = new TreeSet<>();
        said.forEach(answer -> numbers.add(answer.line()));
        Map<Integer, Message> lines = new HashMap<>();
        messages.readLines(ticket.conversation(), numbers).forEach(message -> lines.put(message.seq(), message));
        return lines;
    }

    private static TicketMessage toMessage(Message message) {
        return new TicketMessage(
                message.seq(),
                true,
                message.body().asks(),
                message.body().text(),
                message.body().fileId(),
                message.at(),
                null);
    }

    /// @param line the message by which the answer was sent; null when it was deleted
    private static TicketMessage toMessage(Ticket.Answer answer, Message line) {
        String file = line == null ? null : line.body().fileId();
        return new TicketMessage(
                answer.line(),
                false,
                file == null ? "text" : "file",
                answer.text(),
                file,
                answer.at(),
                answer.edited());
    }
}
