package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.document.ThumbnailService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.persistence.FaultLog;

/// Sends the photos among the answers of a summary as one small photo, which is drawn when it is sent and stored
/// nowhere.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class ContactSheetSender {

    private static final Logger LOG = LoggerFactory.getLogger(ContactSheetSender.class);
    private static final String FILE_NAME = "photos.jpg";

    private final BotApiClient bot;
    private final DocumentAccess access;
    private final ThumbnailService thumbnails;

    ContactSheetSender(BotApiClient bot, DocumentAccess access, ThumbnailService thumbnails) {
        this.bot = bot;
        this.access = access;
        this.thumbnails = thumbnails;
    }

    /// Sends the sheet of a summary.
    ///
    /// @return empty when there is no photo, or the sheet cannot be drawn: a summary is sent all the same
    Optional<BotApiResult> sendSheet(Chat chat, Reply summary) {
        try {
            return drawAndSend(chat, summary);
        } catch (RuntimeException e) {
            LOG.warn("telegram: a summary is sent without its photos: {}", FaultLog.describeCauses(e));
            return Optional.empty();
        }
    }

    private Optional<BotApiResult> drawAndSend(Chat chat, Reply summary) {
        Map<Integer, Document> photos = new LinkedHashMap<>();
        Map<Long, Document> documents = findDocuments(chat, summary.answeredFiles());
        StringBuilder caption = new StringBuilder();
        for (Reply.AnsweredFile file : summary.answeredFiles()) {
            Document document = Document.parseId(file.id()).map(documents::get).orElse(null);
            if (document != null && document.hasThumbnail()) {
                photos.put(file.number(), document);
                caption.append(file.number()).append(". ").append(file.label()).append('\n');
            }
        }
        return thumbnails
                .drawContactSheet(photos)
                .map(sheet -> bot.sendPhoto(
                        chat.address(),
                        caption.toString().strip(),
                        FILE_NAME,
                        RequestBody.create(sheet, MediaType.get(DocumentType.JPEG.mediaType()))));
    }

    private Map<Long, Document> findDocuments(Chat chat, List<Reply.AnsweredFile> files) {
        List<Long> ids = files.stream()
                .flatMap(file -> Document.parseId(file.id()).stream())
                .toList();
        return access.findByIds(chat.conversation(), ids).stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }
}
