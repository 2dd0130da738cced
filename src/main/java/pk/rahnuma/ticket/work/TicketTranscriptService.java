package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.ticket.Ticket;

/// A conversation as staff read it.
@Singleton
public final class TicketTranscriptService {

    private static final String TAP_KIND = "tap";
    /// For a tap whose button is not near.
    private static final String TAP_MARK = "✓";

    private final ConversationMessageService messages;

    TicketTranscriptService(ConversationMessageService messages) {
        this.messages = messages;
    }

    /// Who said it.
    public enum Speaker {
        PERSON,
        BOT,
        STAFF
    }

    /// A line.
    ///
    /// @param seq its place in the conversation
    /// @param who the member of staff; null for others
    /// @param kind of what a person did: `text`, `tap` (the text is the button's label), `file`, `contact` or `edit`;
    /// else null
    /// @param file the id of a file that came with it, or null; it may still be on its way
    /// @param replaces whether it changes an earlier line rather than adding one
    /// @param state of what was said: PENDING, SENT, CARRIED, REFUSED or UNKNOWN; HEARD for what a person did
    /// @param failure why it was not sent (`blocked`: the person does not want to be written to), or null
    /// @param masked whether a part of the text is not shown
    /// @param reference the channel's name for it, or null; an edit has that of what it changes
    public record TranscriptLine(
            int seq,
            Speaker from,
            String who,
            String kind,
            String text,
            String file,
            boolean replaces,
            Message.State state,
            String failure,
            boolean masked,
            String reference,
            Instant at) {}

    List<TranscriptLine> readLast(
            long conversation, List<Ticket.Answer> answers, int most, TranscriptVisibility visibility) {
        return lines(messages.readLast(conversation, most), answers, visibility);
    }

    List<TranscriptLine> readBefore(
            long conversation, List<Ticket.Answer> answers, int line, int most, TranscriptVisibility visibility) {
        int first = Math.max(1, line - most);
        return first >= line
                ? List.of()
                : lines(messages.readHistory(conversation, first - 1, line - first), answers, visibility);
    }

    /// The lines after one, in order.
    ///
    /// @param answers of a ticket of theirs, so that its writers are named
    public List<TranscriptLine> readAfter(
            long conversation, List<Ticket.Answer> answers, int line, int most, TranscriptVisibility visibility) {
        return lines(messages.readHistory(conversation, line, most), answers, visibility);
    }

    private static List<TranscriptLine> lines(
            List<Message> page, List<Ticket.Answer> answers, TranscriptVisibility visibility) {
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
            lines.add(line(message, who, labels, visibility));
        }
        return lines;
    }

    private static TranscriptLine line(
            Message message, String who, Map<String, String> labels, TranscriptVisibility visibility) {
        boolean heard = message.direction() == Message.Direction.HEARD;
        String kind = heard ? message.body().asks() : null;
        String said = message.body().text();
        String full = TAP_KIND.equals(kind) ? labels.getOrDefault(said, TAP_MARK) : said;
        // The bot masks what it says back; staff wrote their own words, and change them from here.
        String text = heard && visibility == TranscriptVisibility.MASKED ? masked(message.body(), full) : full;
        return new TranscriptLine(
                message.seq(),
                heard ? Speaker.PERSON : who == null ? Speaker.BOT : Speaker.STAFF,
                who,
                kind,
                text,
                message.body().fileId(),
                message.replaces() != null || "edit".equals(kind),
                message.state(),
                message.failure(),
                !full.equals(text),
                message.reference() == null ? message.replaces() : message.reference(),
                message.at());
    }

    /// By the mask of the field that it answered, and by what the rest looks like. A line that a node of the version
    /// before has heard says nothing of a field.
    private static String masked(Reply body, String text) {
        return TranscriptVisibility.MASKED.applyTo(body.masked() == null ? text : body.masked());
    }
}
