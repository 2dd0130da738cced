package pk.rahnuma.document;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Attaches documents to applications: see [DocumentService#attachDocuments].
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class DocumentAttachmentRepository
        implements GenericRepository<DocumentAttachmentRepository.AttachmentRow, Long> {

    private static final int MOVE_BATCH_SIZE = 50;

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService vault;

    DocumentAttachmentRepository(TransactionOperations<Connection> transactions, SubjectEncryptionService vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /// Columns of the table `document` that change with its owner, and the number of chunks.
    @MappedEntity(value = "document", alias = "d")
    record AttachmentRow(
            @Id long id,
            long subjectId,
            @Nullable byte[] ownKey,
            byte[] name,
            int chunks,
            @Nullable Instant attachedAt) {}

    /// Content of a chunk; a result `byte[]` would be read as a list of bytes.
    @Introspected
    record SealedChunk(byte[] body) {}

    abstract List<AttachmentRow> findByIdInOrderByIdForUpdate(Collection<Long> ids);

    @Query("""
            update document set subject_id = :subjectId, own_key = :ownKey, name = :name, attached_at = :attachedAt
            where id = :id
            """)
    abstract void updateOwners(List<AttachmentRow> rows);

    @Query("select id from document where subject_id = :subject order by id limit :limit")
    abstract List<Long> findIds(long subject, int limit);

    @Query("select body from document_chunk where document_id = :document and seq = :seq")
    abstract SealedChunk findChunk(long document, int seq);

    @Query("update document_chunk set body = :body where document_id = :document and seq = :seq")
    abstract void updateChunk(long document, int seq, byte[] body);

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
        transactions.executeWrite(status -> {
            Map<Long, AttachmentRow> known =
                    findByIdInOrderByIdForUpdate(ids).stream().collect(Collectors.toMap(AttachmentRow::id, row -> row));
            List<AttachmentRow> attached = new ArrayList<>();
            for (DocumentService.Attachment attachment : attachments) {
                for (long id : attachment.ids()) {
                    AttachmentRow row = known.get(id);
                    if (row != null && row.subjectId() == attachment.from() && row.attachedAt() == null) {
                        known.remove(id);
                        attached.add(attachTo(attachment.to(), row, now));
                    }
                }
            }
            if (!attached.isEmpty()) {
                updateOwners(attached);
            }
            return null;
        });
    }

    /// Makes all documents of a subject those of another one. Only their keys are sealed again, except for documents
    /// from before they had one. The caller has locked both.
    void moveDocuments(long from, long to) {
        List<Long> ids = findIds(from, MOVE_BATCH_SIZE);
        while (!ids.isEmpty()) {
            updateOwners(findByIdInOrderByIdForUpdate(ids).stream()
                    .map(row -> attachTo(to, row, row.attachedAt()))
                    .toList());
            ids = findIds(from, MOVE_BATCH_SIZE);
        }
    }

    private AttachmentRow attachTo(long to, AttachmentRow row, Instant now) {
        if (row.subjectId() == to) {
            return new AttachmentRow(row.id(), to, row.ownKey(), row.name(), row.chunks(), now);
        }
        SubjectKeyRing keys = vault.openKeys(List.of(row.subjectId(), to));
        AttachmentRow own = row.ownKey() == null ? withKey(row, keys) : row;
        String field = DocumentRepository.keyField(row.id());
        byte[] ownKey = keys.seal(to, field, keys.open(row.subjectId(), field, own.ownKey()));
        return new AttachmentRow(row.id(), to, ownKey, own.name(), row.chunks(), now);
    }

    /// Seals an old document without a key of its own again, with one chunk in memory at a time.
    private AttachmentRow withKey(AttachmentRow row, SubjectKeyRing keys) {
        byte[] raw = SubjectKeyRing.createKey();
        SubjectKeyRing own = SubjectKeyRing.ofSingleKey(row.id(), raw);
        for (int seq = 0; seq < row.chunks(); seq++) {
            String field = DocumentRepository.chunkField(row.id(), seq, row.chunks());
            byte[] opened =
                    keys.open(row.subjectId(), field, findChunk(row.id(), seq).body());
            updateChunk(row.id(), seq, own.seal(row.id(), field, opened));
        }
        String field = DocumentRepository.nameField(row.id());
        byte[] name = own.seal(row.id(), field, keys.open(row.subjectId(), field, row.name()));
        byte[] ownKey = keys.seal(row.subjectId(), DocumentRepository.keyField(row.id()), raw);
        return new AttachmentRow(row.id(), row.subjectId(), ownKey, name, row.chunks(), null);
    }
}
