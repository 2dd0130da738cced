package pk.rahnuma.document;

import static pk.rahnuma.document.DocumentRepository.KEY_COLUMN;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of the documents of applications: attaches them ([DocumentService#attachDocuments]), and tells which have
/// the same content ([DocumentService#findContentHashes]).
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class DocumentAttachmentRepository
        implements GenericRepository<DocumentAttachmentRepository.AttachmentRow, Long> {

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService encryption;

    DocumentAttachmentRepository(TransactionOperations<Connection> transactions, SubjectEncryptionService encryption) {
        this.transactions = transactions;
        this.encryption = encryption;
    }

    /// Columns of the table `document` that change with its owner.
    @MappedEntity(value = "document", alias = "d")
    record AttachmentRow(
            @Id long id,
            long subjectId,
            byte[] ownKey,
            @Nullable Instant attachedAt) {}

    abstract List<AttachmentRow> findByIdInOrderByIdForUpdate(Collection<Long> ids);

    @Introspected
    record HashRow(long id, long subjectId, byte[] contentHash) {}

    @Query("select id, subject_id, content_hash from document where subject_id in (:subjects) and id in (:ids)")
    abstract List<HashRow> findHashes(Collection<Long> subjects, Collection<Long> ids);

    @Query("""
            update document set subject_id = :subjectId, own_key = :ownKey, attached_at = :attachedAt where id = :id
            """)
    abstract void updateOwners(List<AttachmentRow> rows);

    /// Makes all documents of a subject those of another one, for which their keys were sealed again.
    @Query("update document set subject_id = :to where subject_id = :from")
    abstract void updateSubject(long from, long to);

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

    /// See [DocumentService#findContentHashes].
    Map<Long, String> findContentHashes(Map<Long, ? extends Collection<Long>> ids) {
        Set<Long> wanted = new TreeSet<>();
        ids.values().forEach(wanted::addAll);
        return wanted.isEmpty()
                ? Map.of()
                : findHashes(PaddedKeys.padKeys(ids.keySet()), PaddedKeys.padKeys(wanted)).stream()
                        .filter(row -> ids.get(row.subjectId()).contains(row.id()))
                        .collect(Collectors.toMap(
                                HashRow::id, row -> HexFormat.of().formatHex(row.contentHash())));
    }

    private AttachmentRow attachTo(long to, AttachmentRow row, Instant now) {
        if (row.subjectId() == to) {
            return new AttachmentRow(row.id(), to, row.ownKey(), now);
        }
        SubjectKeyRing keys = encryption.openKeys(List.of(row.subjectId(), to));
        byte[] key = keys.open(KEY_COLUMN.placeAt(row.subjectId(), row.id()), row.ownKey());
        return new AttachmentRow(row.id(), to, keys.seal(KEY_COLUMN.placeAt(to, row.id()), key), now);
    }
}
