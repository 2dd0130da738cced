package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import pk.rahnuma.vault.PagedRows;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles a person's files as personal data: listed by name in an export, and deleted with the person. Files without
/// an application are deleted when no draft can need them any more.
@Singleton
final class DocumentDataHandler implements PersonalDataHandler {

    /// A draft lives 60 days after its last use, and its first picture may be older.
    static final Duration UNATTACHED_TTL = Duration.ofDays(180);

    /// A table that came over the API is used in the next message, which clients send at once.
    static final Duration TABLE_TTL = Duration.ofHours(1);

    /// Documents per transaction: each may have a hundred chunks.
    private static final int BATCH_SIZE = 50;

    private final DocumentRepository documents;
    private final DocumentAttachmentRepository attachments;

    DocumentDataHandler(DocumentRepository documents, DocumentAttachmentRepository attachments) {
        this.documents = documents;
        this.attachments = attachments;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.OUTBOX;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        Iterable<Map<String, Object>> files = new PagedRows<>(
                (Document last, int limit) -> documents.findPage(person, last, limit),
                page -> page.stream().map(DocumentDataHandler::toExport).toList());
        return files.iterator().hasNext() ? Map.of("files", files) : Map.of();
    }

    private static Map<String, Object> toExport(Document document) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("file", Long.toString(document.id()));
        exported.put("name", document.name());
        exported.put("type", document.kind().mediaType());
        exported.put("bytes", document.size());
        exported.put("received", document.received());
        return exported;
    }

    /// The files are answers of the form that goes on.
    @Override
    public void attachData(long from, long to, Instant now) {
        attachments.updateSubject(from, to);
    }

    @Override
    public void eraseData(long person, Instant now) {
        documents.deleteBySubject(person);
    }

    @Override
    public void deleteMessages(long person, Instant now) {
        documents.deleteBySubject(person);
    }

    @Override
    public int deleteExpired(Instant now, int most) {
        int gone = 0;
        int last = BATCH_SIZE;
        while (last == BATCH_SIZE && gone < most) {
            last = documents.deleteExpired(now.minus(UNATTACHED_TTL), now.minus(TABLE_TTL), BATCH_SIZE);
            gone += last;
        }
        return Math.min(gone, most);
    }
}
