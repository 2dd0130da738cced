package pk.rahnuma.document;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Reads the thumbnails of documents.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class ThumbnailRepository implements GenericRepository<DocumentRepository.DocumentRow, Long> {

    private final SubjectEncryptionService encryption;

    ThumbnailRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    @Introspected
    record ThumbnailRow(long id, long subjectId, byte[] ownKey, byte[] thumbnail) {}

    @Query("""
            select d.id, d.subject_id, d.own_key, p.thumbnail
            from document d join document_picture p on p.document_id = d.id
            where d.subject_id in (:subjects) and d.id in (:ids) and p.thumbnail is not null
            """)
    abstract List<ThumbnailRow> findThumbnails(Collection<Long> subjects, Collection<Long> ids);

    /// Thumbnails of those among these documents that have one, by id; one query.
    ///
    /// @throws IllegalStateException when one was changed
    Map<Long, byte[]> readThumbnails(Collection<Document> documents) {
        Map<Long, Long> subjects = new TreeMap<>();
        documents.stream()
                .filter(Document::hasThumbnail)
                .forEach(document -> subjects.put(document.id(), document.subject()));
        if (subjects.isEmpty()) {
            return Map.of();
        }
        SubjectKeyRing keys = encryption.openKeys(subjects.values());
        return findThumbnails(
                        PaddedKeys.padKeys(new TreeSet<>(subjects.values())), PaddedKeys.padKeys(subjects.keySet()))
                .stream()
                .filter(row -> subjects.get(row.id()) == row.subjectId() && keys.hasKey(row.subjectId()))
                .collect(Collectors.toMap(
                        ThumbnailRow::id,
                        row -> DocumentRepository.openKey(keys, row.subjectId(), row.id(), row.ownKey())
                                .open(
                                        DocumentRepository.THUMBNAIL_COLUMN.placeAt(row.id(), row.id()),
                                        row.thumbnail())));
    }
}
