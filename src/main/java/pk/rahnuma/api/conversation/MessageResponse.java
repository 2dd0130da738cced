package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import pk.rahnuma.api.person.MyDataController;
import pk.rahnuma.desk.ConversationEntry;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.document.Document;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.person.DataExportService;

/// Message of a conversation, as clients see it.
///
/// @param seq its place, counted from 1
/// @param from its sender
/// @param kind of content; the text of a `tap` is the button's label
/// @param buttons rows of buttons, possibly empty
/// @param asks the name of the field type that is asked for, or null
/// @param question part of the text that is its heading, a line of it from its beginning; or null
/// @param replaces the place of the message that this one replaces, or null
/// @param on of a tap: the place of the message that has the button; null when it was not found
/// @param id of the person's own text or file: the id that the client chose; or null
/// @param at time, in UTC
/// @param files attached files, each with its name and URL; or null
/// @param pictures small pictures of the photos among the answers of a summary; or null
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageResponse(
        int seq,
        Sender from,

        @Schema(
                allowableValues = {"text", "tap", "file", "contact", "edit"},
                example = "text")
        String kind,

        String text,
        List<List<ReplyButton>> buttons,
        @Nullable String asks,
        @Nullable String question,
        @Nullable Integer replaces,
        @Nullable Integer on,
        @Nullable String id,
        String at,
        @Nullable List<File> files,
        @Nullable List<Picture> pictures) {

    private static final String KIND_TEXT = "text";
    private static final String KIND_FILE = "file";

    /// The data of the button that shares a phone number.
    private static final String CONTACT_BUTTON_DATA = "!contact";

    record File(String name, String href) {}

    /// @param name short name of the photo's question
    /// @param number of the answer in the summary
    record Picture(String name, int number, String href) {}

    enum Sender {
        @JsonProperty("desk")
        DESK,
        @JsonProperty("me")
        ME
    }

    static List<MessageResponse> fromEntries(List<ConversationEntry> entries) {
        return entries.stream().map(MessageResponse::fromEntry).toList();
    }

    static MessageResponse fromEntry(ConversationEntry entry) {
        return entry.isReceived() ? fromReceived(entry) : fromReply(entry);
    }

    private static MessageResponse fromReceived(ConversationEntry entry) {
        Message message = entry.message();
        String kind = message.body().asks();
        return new MessageResponse(
                message.seq(),
                Sender.ME,
                kind,
                entry.text(),
                List.of(),
                null,
                null,
                null,
                entry.tappedMessage(),
                KIND_TEXT.equals(kind) || KIND_FILE.equals(kind) ? message.reference() : null,
                message.at().toString(),
                null,
                null);
    }

    private static MessageResponse fromReply(ConversationEntry entry) {
        Message message = entry.message();
        return new MessageResponse(
                message.seq(),
                Sender.DESK,
                KIND_TEXT,
                entry.text(),
                toButtons(message.body()),
                message.body().asks(),
                message.body().question(),
                entry.replacedMessage(),
                null,
                null,
                message.at().toString(),
                toFiles(message.body(), entry.documents()),
                toPictures(message.body(), entry.documents()));
    }

    private static @Nullable List<Picture> toPictures(Reply reply, Map<String, Document> documents) {
        List<Picture> pictures = reply.answeredFiles().stream()
                .filter(file -> documents.containsKey(file.id())
                        && documents.get(file.id()).hasThumbnail())
                .map(file -> new Picture(file.label(), file.number(), toPath(file.id()) + ThumbnailController.PATH_END))
                .toList();
        return pictures.isEmpty() ? null : pictures;
    }

    private static String toPath(String id) {
        return FileController.PATH + "/" + id;
    }

    private static @Nullable List<File> toFiles(Reply reply, Map<String, Document> documents) {
        if (!Reply.DATA_EXPORT.equals(reply.brings())) {
            Document document = documents.get(reply.fileId());
            return document == null ? null : List.of(new File(document.fileName(), toPath(reply.fileId())));
        }
        return List.of(
                new File(DataExportService.ExportFormat.TEXT.fileName(), MyDataController.PATH + "?as=text"),
                new File(DataExportService.ExportFormat.JSON.fileName(), MyDataController.PATH + "?as=json"));
    }

    /// Buttons without the one that shares a phone number: only Telegram supports it.
    private static List<List<ReplyButton>> toButtons(Reply reply) {
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
}
