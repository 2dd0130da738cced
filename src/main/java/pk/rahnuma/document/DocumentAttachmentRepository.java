package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Attaches documents to applications: see [DocumentService#attachDocuments].
@Singleton
public final class DocumentAttachmentRepository {

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public DocumentAttachmentRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    private record DocumentRow(long id, long subject, byte[] ownKey, byte[] name, int chunks, boolean attached) {}

    void attachDocuments(List<DocumentService.Attachment> attachments, Instant now) {
        List<Long> ids = attachments.stream()
                .map(DocumentService.Attachment::ids)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            Map<Long, DocumentRow> known = rows(handle, ids);
            PreparedBatch batch = handle.prepareBatch("""
                    update document set subject_id = :to, own_key = :own_key, name = :name, attached_at = :now
                    where id = :id
                    """);
            for (DocumentService.Attachment attachment : attachments) {
                for (long id : attachment.ids()) {
                    DocumentRow row = known.get(id);
                    if (row != null && row.subject() == attachment.from() && !row.attached()) {
                        known.remove(id);
                        DocumentRow given =
                                row.subject() == attachment.to() ? row : given(handle, row, attachment.to());
                        batch.bind("to", given.subject())
                                .bind("own_key", given.ownKey())
                                .bind("name", given.name())
                                .bind("now", now)
                                .bind("id", id)
                                .add();
                    }
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        });
    }

    private static Map<Long, DocumentRow> rows(Handle handle, List<Long> ids) {
        Map<Long, DocumentRow> documentRows = new HashMap<>();
        handle.createQuery("""
                        select id, subject_id, own_key, name, chunks, attached_at is not null attached from document
                        where id in (<ids>) order by id for update
                        """)
                .bindList("ids", ids)
                .map((RowView row) -> new DocumentRow(
                        row.getColumn("id", Long.class),
                        row.getColumn("subject_id", Long.class),
                        row.getColumn("own_key", byte[].class),
                        row.getColumn("name", byte[].class),
                        row.getColumn("chunks", Integer.class),
                        row.getColumn("attached", Boolean.class)))
                .forEach(row -> documentRows.put(row.id(), row));
        return documentRows;
    }

    private DocumentRow given(Handle handle, DocumentRow row, long to) {
        SubjectKeyRing keys = vault.openKeys(List.of(row.subject(), to));
        DocumentRow own = row.ownKey() == null ? withKey(handle, row, keys) : row;
        String field = DocumentRepository.keyField(row.id());
        byte[] raw = keys.open(row.subject(), field, own.ownKey());
        return new DocumentRow(row.id(), to, keys.seal(to, field, raw), own.name(), row.chunks(), false);
    }

    /// Seals an old document without a key of its own again, with one chunk in memory at a time.
    private static DocumentRow withKey(Handle handle, DocumentRow row, SubjectKeyRing keys) {
        byte[] raw = SubjectKeyRing.createKey();
        SubjectKeyRing own = SubjectKeyRing.ofSingleKey(row.id(), raw);
        for (int seq = 0; seq < row.chunks(); seq++) {
            String field = DocumentRepository.chunkField(row.id(), seq, row.chunks());
            byte[] sealed = handle.createQuery("select body from document_chunk where document_id = :id and seq = :seq")
                    .bind("id", row.id())
                    .bind("seq", seq)
                    .mapTo(byte[].class)
                    .one();
            handle.createUpdate("update document_chunk set body = :body where document_id = :id and seq = :seq")
                    .bind("body", own.seal(row.id(), field, keys.open(row.subject(), field, sealed)))
                    .bind("id", row.id())
                    .bind("seq", seq)
                    .execute();
        }
        String field = DocumentRepository.nameField(row.id());
        byte[] name = own.seal(row.id(), field, keys.open(row.subject(), field, row.name()));
        byte[] ownKey = keys.seal(row.subject(), DocumentRepository.keyField(row.id()), raw);
        return new DocumentRow(row.id(), row.subject(), ownKey, name, row.chunks(), false);
    }
}
