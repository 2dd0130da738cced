package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Chat;

/// Reads messages of a conversation for its owner, up to the first that may not be shown yet, so that a client that
/// reads on from the last place misses none.
@Singleton
public final class ConversationHistoryService {

    /// Number of earlier messages in which the button of a tap is searched first; the second search goes further back.
    private static final int NEAR_SEARCH_MESSAGES = 20;

    private static final int FAR_SEARCH_MESSAGES = 200;

    /// Label of a tap whose button was not found.
    private static final String UNKNOWN_BUTTON_LABEL = "✓";

    private final ConversationMessageService messages;
    private final DocumentAccess access;
    private final Clock clock;

    ConversationHistoryService(ConversationMessageService messages, DocumentAccess access, Clock clock) {
        this.messages = messages;
        this.access = access;
        this.clock = clock;
    }

    public List<ConversationEntry> readAfter(Chat chat, int seq, int limit) {
        return toEntries(chat, due(messages.readHistory(chat.conversation(), seq, limit)));
    }

    /// Reads from one place to another, both included, also messages that may not be shown yet.
    public List<ConversationEntry> readBetween(Chat chat, int first, int last) {
        return toEntries(chat, messages.readHistory(chat.conversation(), first - 1, last - first + 1));
    }

    /// Reads the last messages before a place.
    public List<ConversationEntry> readBefore(Chat chat, int seq, int limit) {
        int first = Math.max(1, seq - limit);
        return first >= seq ? List.of() : readAfter(chat, first - 1, seq - first);
    }

    public List<ConversationEntry> readLast(Chat chat, int limit) {
        return toEntries(chat, due(messages.readLast(chat.conversation(), limit)));
    }

    /// Finds the message that was stored for this input a moment ago; empty when others have arrived since, or none was
    /// stored.
    List<ConversationEntry> findIncoming(Chat chat, ConversationInput input) {
        List<Message> near = messages.readLast(chat.conversation(), NEAR_SEARCH_MESSAGES);
        for (int i = near.size() - 1; i >= 0; i--) {
            if (near.get(i).direction() == Message.Direction.RECEIVED && isOf(near.get(i), input)) {
                return List.of(toReceived(near.get(i), near.subList(0, i)));
            }
        }
        return List.of();
    }

    private static boolean isOf(Message message, ConversationInput input) {
        return switch (input) {
            case ConversationInput.Text text -> text.message().equals(message.reference());
            case ConversationInput.Edit edit -> edit.message().equals(message.reference());
            case ConversationInput.File file -> file.message().equals(message.reference());
            case ConversationInput.Tap tap ->
                ConversationEntry.TAP.equals(message.body().asks())
                        && tap.data().equals(message.body().text());
            default -> false;
        };
    }

    private List<Message> due(List<Message> page) {
        Instant now = clock.instant();
        return page.stream()
                .takeWhile(message -> !message.isHeld(now))
                .filter(message -> !message.isRecalled())
                .toList();
    }

    private List<ConversationEntry> toEntries(Chat chat, List<Message> page) {
        Map<String, Document> documents = findDocuments(chat, page);
        List<ConversationEntry> entries = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            Message message = page.get(i);
            entries.add(
                    message.direction() == Message.Direction.RECEIVED
                            ? toReceived(message, page.subList(0, i))
                            : new ConversationEntry(
                                    message,
                                    message.body().text(),
                                    null,
                                    message.chat() == chat.id() ? toPlace(message.replaces()) : null,
                                    documents));
        }
        return entries;
    }

    /// Files of the person that these messages name, by id, read with one query.
    private Map<String, Document> findDocuments(Chat chat, List<Message> page) {
        List<Long> ids = page.stream()
                .flatMap(message -> Stream.concat(
                        Stream.ofNullable(message.body().fileId()),
                        message.body().answeredFiles().stream().map(Reply.AnsweredFile::id)))
                .flatMap(id -> Document.parseId(id).stream())
                .distinct()
                .toList();
        return access.findByIds(chat.conversation(), ids).stream()
                .collect(Collectors.toMap(document -> Long.toString(document.id()), Function.identity()));
    }

    private ConversationEntry toReceived(Message message, List<Message> before) {
        if (!ConversationEntry.TAP.equals(message.body().asks())) {
            return new ConversationEntry(message, message.body().text(), null, null, Map.of());
        }
        TappedButton tapped = findTapped(message, before);
        return new ConversationEntry(message, tapped.label(), tapped.on(), null, Map.of());
    }

    /// Label of a button, and the place of the message that has it.
    private record TappedButton(String label, @Nullable Integer on) {}

    private TappedButton findTapped(Message tap, List<Message> before) {
        String data = tap.body().text();
        TappedButton found = findButton(data, before);
        int first = before.isEmpty() ? tap.seq() : before.getFirst().seq();
        for (int reach = NEAR_SEARCH_MESSAGES;
                found == null && reach <= FAR_SEARCH_MESSAGES && first > 1;
                reach *= FAR_SEARCH_MESSAGES / NEAR_SEARCH_MESSAGES) {
            int from = Math.max(0, first - 1 - reach);
            found = findButton(data, messages.readHistory(tap.conversation(), from, first - 1 - from));
        }
        return found == null ? new TappedButton(UNKNOWN_BUTTON_LABEL, null) : found;
    }

    private static @Nullable TappedButton findButton(String data, List<Message> messages) {
        for (Message message : messages.reversed()) {
            for (List<ReplyButton> row : message.body().buttons()) {
                for (ReplyButton button : row) {
                    if (button.data().equals(data)) {
                        return new TappedButton(button.label(), message.seq());
                    }
                }
            }
        }
        return null;
    }

    /// Place of the replaced message; null when it is the message id of another channel.
    private static @Nullable Integer toPlace(String replaces) {
        return replaces != null && replaces.matches("[1-9]\\d{0,8}") ? Integer.valueOf(replaces) : null;
    }
}
