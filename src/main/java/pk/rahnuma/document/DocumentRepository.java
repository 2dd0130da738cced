package pk.rahnuma.document;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of the files that people sent, each sealed in chunks under a key of its own, which is sealed under the
/// key of its subject. So a document can be given to an organisation, and all others are unreadable once the subject is
/// erased. Each chunk is bound to its document, its index and the number of chunks, so that none can be exchanged or
/// left out.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class DocumentRepository
        implements GenericRepository<DocumentRepository.DocumentRow, Long>, SealedColumnProvider {

    static final SealedColumn KEY_COLUMN = new SealedColumn("document", "own_key", 100, List.of("id"), "t.subject_id");
    private static final SealedColumn NAME_COLUMN = sealedByDocument("document", "name", 600);
    private static final SealedColumn PICTURE_COLUMN = sealedByDocument("document_picture", "picture", 200);
    static final SealedColumn THUMBNAIL_COLUMN = sealedByDocument("document_picture", "thumbnail", 17_000);
    private static final SealedColumn CHUNK_COLUMN = new SealedColumn(
            "document_chunk", "body", 50_000, List.of("document_id", "seq", "chunks"), "t.document_id");

    /// Bytes of a chunk.
    static final int CHUNK_BYTES = 48 * 1024;

    private static final String SELECT = """
            select d.id, d.subject_id, d.kind, d.name, d.size, d.chunks, d.content_hash, d.attached_at, d.created_at,
                d.own_key, p.picture, case when p.thumbnail is null then 0 else 1 end as thumbnails
            from document d left join document_picture p on p.document_id = d.id
            """;
    private static final String IDS_OF_SUBJECT = "(select id from document where subject_id = :subject)";

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService encryption;

    DocumentRepository(TransactionOperations<Connection> transactions, SubjectEncryptionService encryption) {
        this.transactions = transactions;
        this.encryption = encryption;
    }

    /// A row of the table `document`.
    ///
    /// @param name sealed under the document's own key
    /// @param ownKey sealed under the key of the subject
    /// @param contentHash keyed hash of the content
    @MappedEntity(value = "document", alias = "d")
    record DocumentRow(
            @Id long id,
            long subjectId,
            DocumentType kind,
            byte[] name,
            int size,
            int chunks,
            byte[] contentHash,
            @Nullable Instant attachedAt,
            Instant createdAt,
            byte[] ownKey) {}

    /// A document with its sealed findings about a picture.
    ///
    /// @param thumbnails 1 when it has one, which is not read here; a condition is no boolean on all databases
    @Introspected
    record FoundRow(
            @MappedProperty("") @Relation(Relation.Kind.EMBEDDED)
            DocumentRow row,

            @Nullable byte[] picture,
            int thumbnails) {}

    @Introspected
    record ChunkRow(byte[] body, byte[] ownKey) {}

    /// A column whose values are sealed under the key of a document.
    private static SealedColumn sealedByDocument(String table, String column, int maxBytes) {
        String key = table.equals("document") ? "id" : "document_id";
        return new SealedColumn(table, column, maxBytes, List.of(key), "t." + key);
    }

    /// The keys alone: what a document's own key seals stays as it is when the document gets another owner.
    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(KEY_COLUMN);
    }

    abstract void insertRow(DocumentRow row);

    @Query("insert into document_picture (document_id, picture, thumbnail) values (:document, :picture, :thumbnail)")
    abstract void insertPicture(long document, byte[] picture, @Nullable byte[] thumbnail);

    @Query("insert into document_chunk (document_id, seq, body) values (:document, :seq, :body)")
    abstract void insertChunk(long document, int seq, byte[] body);

    @Query(SELECT + "where d.subject_id in (:subjects) and d.id in (:ids) order by d.created_at, d.id")
    abstract List<FoundRow> findRows(Collection<Long> subjects, Collection<Long> ids);

    @Query(SELECT + """
            where d.subject_id = :subject and (d.created_at > :after or d.created_at = :after and d.id > :id)
            order by d.created_at, d.id limit :limit
            """)
    abstract List<FoundRow> findRows(long subject, Instant after, long id, int limit);

    @Query(SELECT + """
            where d.subject_id = :subject and p.document_id is not null
            order by d.created_at desc, d.id limit :limit
            """)
    abstract List<FoundRow> findPictures(long subject, int limit);

    @Query("""
            select c.body, d.own_key from document_chunk c join document d on d.id = c.document_id
            where c.document_id = :document and c.seq = :seq and d.subject_id = :subject
            """)
    abstract Optional<ChunkRow> findChunk(long document, int seq, long subject);

    @Query("""
            select id from document where attached_at is null
                and (created_at < :before or kind in ('CSV', 'XLSX') and created_at < :read)
            order by created_at limit :limit for update
            """)
    abstract List<Long> lockExpired(Instant before, Instant read, int limit);

    abstract int deleteByIdAndSubjectId(long id, long subject);

    abstract void deleteByIdIn(List<Long> ids);

    @Query("delete from document_chunk where document_id in (:ids)")
    abstract void deleteChunks(List<Long> ids);

    @Query("delete from document_picture where document_id in (:ids)")
    abstract void deletePictures(List<Long> ids);

    @Query("delete from document_chunk where document_id in " + IDS_OF_SUBJECT)
    abstract void deleteChunksOfSubject(long subject);

    @Query("delete from document_picture where document_id in " + IDS_OF_SUBJECT)
    abstract void deletePicturesOfSubject(long subject);

    abstract void deleteBySubjectId(long subject);

    /// Stores a document, unless its subject has one with this id; returns the stored one.
    ///
    /// @param thumbnail null for none
    Document insertIfAbsent(Document document, byte[] content, byte[] thumbnail) {
        return transactions.executeWrite(status ->
                findByIds(Map.of(document.subject(), List.of(document.id()))).stream()
                        .findFirst()
                        .orElseGet(() -> insertDocument(document, content, thumbnail)));
    }

    /// The documents among these that belong to the subject given for them; one query.
    List<Document> findByIds(Map<Long, ? extends Collection<Long>> ids) {
        SubjectKeyRing keys = encryption.openKeys(ids.keySet());
        Set<Long> subjects = new TreeSet<>();
        Set<Long> wanted = new TreeSet<>();
        ids.forEach((subject, some) -> {
            if (keys.hasKey(subject) && !some.isEmpty()) {
                subjects.add(subject);
                wanted.addAll(some);
            }
        });
        return wanted.isEmpty()
                ? List.of()
                : findRows(PaddedKeys.padKeys(subjects), PaddedKeys.padKeys(wanted)).stream()
                        .filter(found -> ids.get(found.row().subjectId())
                                .contains(found.row().id()))
                        .map(found -> toDocument(found, keys))
                        .toList();
    }

    /// A page of all documents of a subject, the oldest first.
    ///
    /// @param last the document after which the page begins; null for the first page
    public List<Document> findPage(long subject, Document last, int limit) {
        return openAll(
                subject,
                () -> last == null
                        ? findRows(subject, Instant.EPOCH, 0, limit)
                        : findRows(subject, last.received(), last.id(), limit));
    }

    /// The newest documents of a subject that were inspected as pictures.
    List<Document> findNewestPictures(long subject, int limit) {
        return openAll(subject, () -> findPictures(subject, limit));
    }

    private List<Document> openAll(long subject, Supplier<List<FoundRow>> rows) {
        SubjectKeyRing keys = encryption.openKeys(List.of(subject));
        return keys.hasKey(subject)
                ? rows.get().stream().map(found -> toDocument(found, keys)).toList()
                : List.of();
    }

    /// Deletes a document; does nothing when it does not exist or belongs to another subject.
    void deleteDocument(long subject, long id) {
        transactions.executeWrite(status -> {
            if (deleteByIdAndSubjectId(id, subject) > 0) {
                deleteChunks(List.of(id));
                deletePictures(List.of(id));
            }
            return null;
        });
    }

    /// Deletes all documents of a subject.
    void deleteBySubject(long subject) {
        transactions.executeWrite(status -> {
            deleteChunksOfSubject(subject);
            deletePicturesOfSubject(subject);
            deleteBySubjectId(subject);
            return null;
        });
    }

    /// Deletes documents that arrived before `before` and belong to no application, and tables that arrived before
    /// `read`, at most `most` of them.
    ///
    /// @return number deleted; less than `most` when none are left
    public int deleteExpired(Instant before, Instant read, int most) {
        return transactions.executeWrite(status -> {
            List<Long> expired = lockExpired(before, read, most);
            if (!expired.isEmpty()) {
                deleteChunks(expired);
                deletePictures(expired);
                deleteByIdIn(expired);
            }
            return expired.size();
        });
    }

    private Document insertDocument(Document document, byte[] content, byte[] thumbnail) {
        long id = document.id();
        byte[] raw = SubjectKeyRing.createKey();
        SubjectKeyRing own = SubjectKeyRing.ofSingleKey(id, raw);
        insertRow(new DocumentRow(
                id,
                document.subject(),
                document.kind(),
                own.seal(NAME_COLUMN.placeAt(id, id), document.name()),
                document.size(),
                document.chunks(),
                encryption.keyedHash("document", content),
                null,
                document.received(),
                encryption.seal(KEY_COLUMN.placeAt(document.subject(), id), raw)));
        if (document.picture() != null) {
            insertPicture(
                    id,
                    own.seal(PICTURE_COLUMN.placeAt(id, id), document.picture().toBytes()),
                    thumbnail == null ? null : own.seal(THUMBNAIL_COLUMN.placeAt(id, id), thumbnail));
        }
        // Not as a batch, which would hold the whole file twice more.
        for (int seq = 0; seq < document.chunks(); seq++) {
            byte[] part =
                    Arrays.copyOfRange(content, seq * CHUNK_BYTES, Math.min(content.length, (seq + 1) * CHUNK_BYTES));
            insertChunk(id, seq, own.seal(CHUNK_COLUMN.placeAt(id, id, seq, document.chunks()), part));
        }
        return document;
    }

    /// The content of a chunk.
    ///
    /// @throws IllegalStateException when it was changed or is missing
    byte[] readChunk(Document document, int seq) {
        ChunkRow chunk = findChunk(document.id(), seq, document.subject())
                .orElseThrow(() -> new IllegalStateException("a part of document " + document.id() + " is missing"));
        SubjectKeyRing keys = encryption.openKeys(List.of(document.subject()));
        return openKey(keys, document.subject(), document.id(), chunk.ownKey())
                .open(CHUNK_COLUMN.placeAt(document.id(), document.id(), seq, document.chunks()), chunk.body());
    }

    /// Opens the own key of a document.
    static SubjectKeyRing openKey(SubjectKeyRing keys, long subject, long id, byte[] ownKey) {
        return SubjectKeyRing.ofSingleKey(id, keys.open(KEY_COLUMN.placeAt(subject, id), ownKey));
    }

    private static Document toDocument(FoundRow found, SubjectKeyRing keys) {
        DocumentRow row = found.row();
        SubjectKeyRing own = openKey(keys, row.subjectId(), row.id(), row.ownKey());
        return new Document(
                row.id(),
                row.subjectId(),
                row.kind(),
                own.openText(NAME_COLUMN.placeAt(row.id(), row.id()), row.name()),
                row.size(),
                row.chunks(),
                row.attachedAt() != null,
                row.createdAt(),
                found.picture() == null
                        ? null
                        : PictureFindings.fromBytes(
                                own.open(PICTURE_COLUMN.placeAt(row.id(), row.id()), found.picture())),
                found.thumbnails() > 0);
    }
}
