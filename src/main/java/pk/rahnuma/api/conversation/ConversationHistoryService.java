package pk.rahnuma.api.conversation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.api.person.MyDataController;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.erasure.DataExportService;

/// Reads messages of a conversation for its owner, up to the first that may not be shown yet, so that a client that
/// reads on from the last place misses none.
@Singleton
public final class ConversationHistoryService {

    /// Number of earlier messages in which the button of a tap is searched first; the second search goes further back.
    private static final int NEAR_SEARCH_MESSAGES = 20;

    private static final int FAR_SEARCH_MESSAGES = 200;

    /// Label of a tap whose button was not found.
    private static final String UNKNOWN_BUTTON_LABEL = "✓";

    /// The data of the button that shares a phone number.
    private static final String CONTACT_BUTTON_DATA = "!contact";

    private final ConversationMessageService messages;
    private final DocumentAccess access;
    private final Clock clock;

    ConversationHistoryService(ConversationMessageService messages, DocumentAccess access, Clock clock) {
        this.messages = messages;
        this.access = access;
        this.clock = clock;
    }

    public List<MessageResponse> readAfter(Chat chat, int seq, int limit) {
        return of(chat, due(messages.readHistory(chat.conversation(), seq, limit)));
    }

    /// Reads from one place to another, both included, also messages that may not be shown yet.
    List<MessageResponse> readBetween(Chat chat, int first, int last) {
        return of(chat, messages.readHistory(chat.conversation(), first - 1, last - first + 1));
    }

    /// Reads the last messages before a place.
    List<MessageResponse> readBefore(Chat chat, int seq, int limit) {
        int first = Math.max(1, seq - limit);
        return first >= seq ? List.of() : readAfter(chat, first - 1, seq - first);
    }

    List<MessageResponse> readLast(Chat chat, int limit) {
        return of(chat, due(messages.readLast(chat.conversation(), limit)));
    }

    /// Finds the message that was stored for this input a moment ago; empty when others have arrived since, or none was
    /// stored.
    List<MessageResponse> findIncoming(Chat chat, ConversationInput input) {
        List<Message> near = messages.readLast(chat.conversation(), NEAR_SEARCH_MESSAGES);
        for (int i = near.size() - 1; i >= 0; i--) {
            if (near.get(i).direction() == Message.Direction.RECEIVED && isOf(near.get(i), input)) {
                return List.of(toIncoming(near.get(i), near.subList(0, i)));
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
                MessageResponse.KIND_TAP.equals(message.body().asks())
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

    private List<MessageResponse> of(Chat chat, List<Message> page) {
        Map<String, Document> documents = findDocuments(chat, page);
        List<MessageResponse> lines = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            Message message = page.get(i);
            lines.add(
                    message.direction() == Message.Direction.RECEIVED
                            ? toIncoming(message, page.subList(0, i))
                            : said(chat, message, documents));
        }
        return lines;
    }

    private static MessageResponse said(Chat chat, Message message, Map<String, Document> documents) {
        return new MessageResponse(
                message.seq(),
                MessageResponse.Sender.DESK,
                MessageResponse.KIND_TEXT,
                message.body().text(),
                buttons(message.body()),
                message.body().asks(),
                message.body().question(),
                message.chat() == chat.id() ? place(message.replaces()) : null,
                null,
                null,
                message.at().toString(),
                files(message.body(), documents),
                pictures(message.body(), documents));
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

    private static List<MessageResponse.Picture> pictures(Reply reply, Map<String, Document> documents) {
        List<MessageResponse.Picture> pictures = reply.answeredFiles().stream()
                .filter(file -> documents.containsKey(file.id())
                        && documents.get(file.id()).hasThumbnail())
                .map(file -> new MessageResponse.Picture(
                        file.label(), file.number(), filePath(file.id()) + ThumbnailController.PATH_END))
                .toList();
        return pictures.isEmpty() ? null : pictures;
    }

    private static String filePath(String id) {
        return FileController.PATH + "/" + id;
    }

    private static List<MessageResponse.File> files(Reply reply, Map<String, Document> documents) {
        if (!Reply.DATA_EXPORT.equals(reply.brings())) {
            Document document = documents.get(reply.fileId());
            return document == null
                    ? null
                    : List.of(new MessageResponse.File(document.fileName(), filePath(reply.fileId())));
        }
        return List.of(
                new MessageResponse.File(
                        DataExportService.ExportFormat.TEXT.fileName(), MyDataController.PATH + "?as=text"),
                new MessageResponse.File(
                        DataExportService.ExportFormat.JSON.fileName(), MyDataController.PATH + "?as=json"));
    }

    /// Buttons without the one that shares a phone number: only Telegram supports it.
    private static List<List<ReplyButton>> buttons(Reply reply) {
        if (reply.manner() != Reply.DisplayMode.ASKS_CONTACT) {
            return reply.buttons();
        }
        return reply.buttons().stream()
                .map(row -> row.stream()
                        .filter(button -> !button.data().equals(CONTACT_BUTTON_DATA))
                        .toList())
                .filter(row -> !row.isEmpty())
                .toList();
    }

    private MessageResponse toIncoming(Message message, List<Message> before) {
        String kind = message.body().asks();
        if (!MessageResponse.KIND_TAP.equals(kind)) {
            String id = MessageResponse.KIND_TEXT.equals(kind) || MessageResponse.KIND_FILE.equals(kind)
                    ? message.reference()
                    : null;
            return mine(message, kind, message.body().text(), null, id);
        }
        TappedButton tapped = tapped(message, before);
        return mine(message, kind, tapped.label(), tapped.on(), null);
    }

    private static MessageResponse mine(Message message, String kind, String text, Integer on, String id) {
        return new MessageResponse(
                message.seq(),
                MessageResponse.Sender.ME,
                kind,
                text,
                List.of(),
                null,
                null,
                null,
                on,
                id,
                message.at().toString(),
                null,
                null);
    }

    /// Label of a button, and the place of the message that has it.
    private record TappedButton(String label, Integer on) {}

    private TappedButton tapped(Message tap, List<Message> before) {
        String data = tap.body().text();
        TappedButton found = find(data, before);
        int first = before.isEmpty() ? tap.seq() : before.getFirst().seq();
        for (int reach = NEAR_SEARCH_MESSAGES;
                found == null && reach <= FAR_SEARCH_MESSAGES && first > 1;
                reach *= FAR_SEARCH_MESSAGES / NEAR_SEARCH_MESSAGES) {
            int from = Math.max(0, first - 1 - reach);
            found = find(data, messages.readHistory(tap.conversation(), from, first - 1 - from));
        }
        return found == null ? new TappedButton(UNKNOWN_BUTTON_LABEL, null) : found;
    }

    private static TappedButton find(String data, List<Message> messages) {
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
    private static Integer place(String replaces) {
        return replaces != null && replaces.matches("[1-9]\\d{0,8}") ? Integer.valueOf(replaces) : null;
    }
}
