package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.PendingDownloadRepository;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.ticket.Ticket;

/// Conversations as staff read them.
@Singleton
public final class TicketTranscriptService {

    private static final String TAP_KIND = "tap";
    /// Mark of a tap whose button is too far back to find.
    private static final String TAP_MARK = "✓";
    /// Maximum characters of last words: a row shows no more.
    private static final int MAX_LAST_WORDS = 120;

    private final ConversationMessageService messages;
    private final DocumentService documents;
    private final PendingDownloadRepository downloads;
    private final ChatRepository chats;

    TicketTranscriptService(
            ConversationMessageService messages,
            DocumentService documents,
            PendingDownloadRepository downloads,
            ChatRepository chats) {
        this.messages = messages;
        this.documents = documents;
        this.downloads = downloads;
        this.chats = chats;
    }

    /// Author of a message.
    public enum Speaker {
        PERSON,
        BOT,
        STAFF
    }

    /// A message of the conversation.
    ///
    /// @param seq its number in the conversation
    /// @param who the member of staff; null for others
    /// @param kind of a person's message: `text`, `tap` (the text is the button's label), `file`, `contact` or `edit`;
    ///     else null
    /// @param file id of a file that came with it, or null; it may still be on its way
    /// @param lost whether a file that a person sent could not be read, or was deleted; then `file` is null
    /// @param replaces whether it edits an earlier message
    /// @param state of delivery: PENDING, SENT, REFUSED or UNKNOWN; HEARD for a person's message
    /// @param failure reason that it was not sent (`blocked`: the person has blocked the bot), or null
    /// @param masked whether a part of the text is masked
    /// @param understood what the desk took the text for; null where it read none
    /// @param reference the channel's id for it, or null; an edit has that of the message that it edits
    public record TranscriptLine(
            int seq,
            Speaker from,
            String who,
            String kind,
            String text,
            String file,
            boolean lost,
            boolean replaces,
            Message.State state,
            String failure,
            boolean masked,
            String understood,
            String reference,
            Instant at) {}

    /// Last words of a person.
    ///
    /// @param text masked, on one line; empty when it was a tap or a file
    public record LastWords(String text, Channel channel) {}

    /// Last words of these persons, by conversation.
    public Map<Long, LastWords> findLastWords(Collection<Long> conversations) {
        Map<Long, Message> last = messages.readLastReceived(conversations);
        Map<Long, Channel> channels =
                chats.findChannels(last.values().stream().map(Message::chat).collect(Collectors.toSet()));
        Map<Long, LastWords> found = new HashMap<>();
        last.forEach((conversation, message) ->
                found.put(conversation, new LastWords(clipWords(message.body()), channels.get(message.chat()))));
        return found;
    }

    private static String clipWords(Reply body) {
        if (TAP_KIND.equals(body.asks())) {
            return "";
        }
        String words = maskText(body, body.text()).replaceAll("\\s++", " ").strip();
        return words.substring(
                0, words.offsetByCodePoints(0, Math.min(MAX_LAST_WORDS, words.codePointCount(0, words.length()))));
    }

    List<TranscriptLine> readLast(
            long conversation, List<Ticket.Answer> answers, int limit, TranscriptVisibility visibility) {
        return toLines(conversation, messages.readLast(conversation, limit), answers, visibility);
    }

    List<TranscriptLine> readBefore(
            long conversation, List<Ticket.Answer> answers, int line, int limit, TranscriptVisibility visibility) {
        int first = Math.max(1, line - limit);
        return first >= line
                ? List.of()
                : toLines(
                        conversation, messages.readHistory(conversation, first - 1, line - first), answers, visibility);
    }

    /// Messages after a given one, in order.
    ///
    /// @param answers of a ticket of theirs, which give the authors' names
    public List<TranscriptLine> readAfter(
            long conversation, List<Ticket.Answer> answers, int line, int limit, TranscriptVisibility visibility) {
        return toLines(conversation, messages.readHistory(conversation, line, limit), answers, visibility);
    }

    private List<TranscriptLine> toLines(
            long conversation, List<Message> page, List<Ticket.Answer> answers, TranscriptVisibility visibility) {
        Set<String> lost = findLostFiles(conversation, page);
        Map<Integer, String> staff = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.line() != null)
                .forEach(answer -> staff.put(answer.line(), answer.who()));
        Map<String, String> labels = new HashMap<>();
        Map<String, String> edited = new HashMap<>();
        List<TranscriptLine> lines = new ArrayList<>(page.size());
        for (Message message : page) {
            for (List<ReplyButton> row : message.body().buttons()) {
                row.forEach(button -> labels.put(button.data(), button.label()));
            }
            String who = staff.get(message.seq());
            if (who == null && message.replaces() != null) {
                who = edited.get(message.replaces());
            }
            if (who != null && message.reference() != null) {
                edited.put(message.reference(), who);
            }
            String file = message.body().fileId();
            lines.add(toLine(message, who, labels, file != null && lost.contains(file), visibility));
        }
        return lines;
    }

    /// Files of the person that neither exist nor are on their way.
    private Set<String> findLostFiles(long conversation, List<Message> page) {
        Set<Long> sent = page.stream()
                .filter(message -> message.direction() == Message.Direction.RECEIVED)
                .flatMap(message -> Document.parseId(message.body().fileId()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (sent.isEmpty()) {
            return Set.of();
        }
        // Downloads are read first: one that ends in the meantime has left a document, or none.
        downloads.findPending(sent).forEach(sent::remove);
        documents.findByIds(conversation, sent).forEach(document -> sent.remove(document.id()));
        return sent.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static TranscriptLine toLine(
            Message message, String who, Map<String, String> labels, boolean lost, TranscriptVisibility visibility) {
        boolean heard = message.direction() == Message.Direction.RECEIVED;
        String kind = heard ? message.body().asks() : null;
        String said = message.body().text();
        String full = TAP_KIND.equals(kind) ? labels.getOrDefault(said, TAP_MARK) : said;
        // The bot repeats what people write. Staff wrote their own text, and edit it from here.
        String text = who == null && visibility == TranscriptVisibility.MASKED ? maskText(message.body(), full) : full;
        return new TranscriptLine(
                message.seq(),
                heard ? Speaker.PERSON : who == null ? Speaker.BOT : Speaker.STAFF,
                who,
                kind,
                text,
                lost ? null : message.body().fileId(),
                lost,
                message.replaces() != null || "edit".equals(kind),
                message.state(),
                message.failure(),
                !full.equals(text),
                maskUnderstood(message.body(), visibility),
                message.reference() == null ? message.replaces() : message.reference(),
                message.at());
    }

    private static String maskUnderstood(Reply body, TranscriptVisibility visibility) {
        return body.understood() == null ? null : visibility.applyTo(body.understood());
    }

    /// Masks text by the field that it answered, and otherwise by its form.
    private static String maskText(Reply body, String text) {
        return TranscriptVisibility.MASKED.applyTo(body.masked() == null ? text : body.masked());
    }
}
