package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.document.file.DocumentType;
import pk.rahnuma.document.render.PictureFindings;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// The files that people sent, each sealed in chunks under a key of its own, which is sealed under the key of its
/// subject. So a document can be given to an organisation, and all others are unreadable once the subject is erased.
/// Each chunk is bound to its document, its index and the number of chunks, so that none can be exchanged or left out.
///
/// Takes part in the transaction of the thread.
@Singleton
public final class DocumentRepository {

    /// Bytes of a chunk.
    static final int CHUNK_BYTES = 48 * 1024;

    /// Tables of the parts of a document.
    private static final List<String> PART_TABLES = List.of("document_chunk", "document_picture");

    private static final String DOCUMENT_COLUMNS = "id, subject_id, kind, name, size, chunks, created_at, own_key,"
            + " (select p.picture from document_picture p where p.document_id = document.id) as picture";

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public DocumentRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// Number of chunks of a file of this size.
    static int countChunks(int size) {
        return (size + CHUNK_BYTES - 1) / CHUNK_BYTES;
    }

    /// Stores a document, unless its subject has one with this id; returns the stored one.
    Document insertIfAbsent(Document document, byte[] content) {
        return jdbi.inTransaction(handle -> findByIds(Map.of(document.subject(), List.of(document.id()))).stream()
                .findFirst()
                .orElseGet(() -> {
                    insert(document, content);
                    return document;
                }));
    }

    /// The documents among these that belong to the subject given for them; one query.
    List<Document> findByIds(Map<Long, ? extends Collection<Long>> ids) {
        SubjectKeyRing keys = vault.openKeys(ids.keySet());
        Set<Long> subjects = new TreeSet<>();
        Set<Long> wanted = new TreeSet<>();
        ids.forEach((subject, some) -> {
            if (keys.hasKey(subject) && !some.isEmpty()) {
                subjects.add(subject);
                wanted.addAll(some);
            }
        });
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Document> documents = JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + DOCUMENT_COLUMNS
                    + " from document where subject_id in (" + JdbcExecutor.placeholders(subjects.size())
                    + ") and id in ("
                    + JdbcExecutor.placeholders(wanted.size()) + ") order by created_at, id")) {
                JdbcExecutor.bindKeys(select, JdbcExecutor.bindKeys(select, 1, subjects), wanted);
                return read(select, keys);
            }
        });
        return documents.stream()
                .filter(document -> ids.get(document.subject()).contains(document.id()))
                .toList();
    }

    /// A page of all documents of a subject, the oldest first.
    ///
    /// @param last the document after which the page begins; null for the first page
    public List<Document> findPage(long subject, Document last, int limit) {
        return select(
                subject,
                "where subject_id = ? and (created_at > ? or created_at = ? and id > ?) order by created_at, id limit ?",
                select -> {
                    UtcTimestamps.bindInstant(select, 2, last == null ? Instant.EPOCH : last.received());
                    UtcTimestamps.bindInstant(select, 3, last == null ? Instant.EPOCH : last.received());
                    select.setLong(4, last == null ? 0 : last.id());
                    select.setInt(5, limit);
                });
    }

    /// The newest documents of a subject that were inspected as pictures.
    List<Document> findNewestPictures(long subject, int limit) {
        return select(
                subject,
                "where subject_id = ? and id in (select document_id from document_picture)"
                        + " order by created_at desc, id limit ?",
                select -> select.setInt(2, limit));
    }

    private List<Document> select(long subject, String where, JdbcExecutor.Binder parameters) {
        SubjectKeyRing keys = vault.openKeys(List.of(subject));
        if (!keys.hasKey(subject)) {
            return List.of();
        }
        return JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select " + DOCUMENT_COLUMNS + " from document " + where)) {
                select.setLong(1, subject);
                parameters.bind(select);
                return read(select, keys);
            }
        });
    }

    /// Deletes a document; does nothing when it does not exist or belongs to another subject.
    void deleteDocument(long subject, long id) {
        jdbi.useTransaction(handle -> {
            int gone = handle.execute("delete from document where id = ? and subject_id = ?", id, subject);
            if (gone > 0) {
                PART_TABLES.forEach(table -> handle.execute("delete from " + table + " where document_id = ?", id));
            }
        });
    }

    /// Deletes all documents of a subject.
    void deleteBySubject(long subject) {
        jdbi.useTransaction(handle -> {
            PART_TABLES.forEach(table -> handle.execute(
                    "delete from " + table + " where document_id in (select id from document where subject_id = ?)",
                    subject));
            handle.execute("delete from document where subject_id = ?", subject);
        });
    }

    /// Deletes documents that arrived before `before` and belong to no application, and tables that arrived before
    /// `read`, at most `most` of them.
    ///
    /// @return number deleted; less than `most` when none are left
    public int deleteExpired(Instant before, Instant read, int most) {
        return jdbi.inTransaction(handle -> {
            List<Long> old = handle.createQuery("""
                            select id from document where attached_at is null
                                and (created_at < :before or kind in ('CSV', 'XLSX') and created_at < :read)
                            order by created_at limit :most for update
                            """)
                    .bind("before", before)
                    .bind("read", read)
                    .bind("most", most)
                    .mapTo(Long.class)
                    .list();
            if (!old.isEmpty()) {
                PART_TABLES.forEach(
                        table -> handle.createUpdate("delete from " + table + " where document_id in (<ids>)")
                                .bindList("ids", old)
                                .execute());
                handle.createUpdate("delete from document where id in (<ids>)")
                        .bindList("ids", old)
                        .execute();
            }
            return old.size();
        });
    }

    private void insert(Document document, byte[] content) {
        byte[] raw = SubjectKeyRing.createKey();
        SubjectKeyRing own = SubjectKeyRing.ofSingleKey(document.id(), raw);
        byte[] ownKey =
                vault.openKeys(List.of(document.subject())).seal(document.subject(), keyField(document.id()), raw);
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into document (id, subject_id, kind, name, size, chunks, created_at, own_key)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                insert.setLong(1, document.id());
                insert.setLong(2, document.subject());
                insert.setString(3, document.kind().name());
                insert.setBytes(
                        4,
                        own.seal(
                                document.id(),
                                nameField(document.id()),
                                document.name().getBytes(StandardCharsets.UTF_8)));
                insert.setInt(5, document.size());
                insert.setInt(6, document.chunks());
                insert.setObject(7, UtcTimestamps.toUtc(document.received()));
                insert.setBytes(8, ownKey);
                insert.executeUpdate();
            }
            if (document.picture() != null) {
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into document_picture (document_id, picture) values (?, ?)")) {
                    insert.setLong(1, document.id());
                    insert.setBytes(
                            2,
                            own.seal(
                                    document.id(),
                                    pictureField(document.id()),
                                    document.picture().toBytes()));
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into document_chunk (document_id, seq, body) values (?, ?, ?)")) {
                for (int seq = 0; seq < document.chunks(); seq++) {
                    byte[] part = Arrays.copyOfRange(
                            content, seq * CHUNK_BYTES, Math.min(content.length, (seq + 1) * CHUNK_BYTES));
                    insert.setLong(1, document.id());
                    insert.setInt(2, seq);
                    insert.setBytes(
                            3, own.seal(document.id(), chunkField(document.id(), seq, document.chunks()), part));
                    // Not as a batch, which would hold the whole file twice more.
                    insert.executeUpdate();
                }
            }
            return null;
        });
    }

    /// The content of a chunk.
    ///
    /// @throws IllegalStateException when it was changed or is missing
    byte[] readChunk(Document document, int seq) {
        String field = chunkField(document.id(), seq, document.chunks());
        return JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select c.body, d.own_key from document_chunk c join document d on d.id = c.document_id
                    where c.document_id = ? and c.seq = ? and d.subject_id = ?
                    """)) {
                select.setLong(1, document.id());
                select.setInt(2, seq);
                select.setLong(3, document.subject());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("a part of document " + document.id() + " is missing");
                    }
                    SubjectKeyRing keys = vault.openKeys(List.of(document.subject()));
                    return partDecryptor(keys, document.subject(), document.id(), row.getBytes(2))
                            .decryptPart(field, row.getBytes(1));
                }
            }
        });
    }

    /// Opens the sealed parts of a document.
    @FunctionalInterface
    interface PartDecryptor {
        byte[] decryptPart(String field, byte[] sealed);
    }

    /// Decryptor for a document.
    ///
    /// @param ownKey null for a document from before documents had keys of their own
    static PartDecryptor partDecryptor(SubjectKeyRing keys, long subject, long id, byte[] ownKey) {
        if (ownKey == null) {
            return (field, part) -> keys.open(subject, field, part);
        }
        SubjectKeyRing own = SubjectKeyRing.ofSingleKey(id, keys.open(subject, keyField(id), ownKey));
        return (field, part) -> own.open(id, field, part);
    }

    private static List<Document> read(PreparedStatement select, SubjectKeyRing keys) throws SQLException {
        List<Document> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long id = row.getLong(1);
                long subject = row.getLong(2);
                PartDecryptor opener = partDecryptor(keys, subject, id, row.getBytes(8));
                byte[] picture = row.getBytes(9);
                found.add(new Document(
                        id,
                        subject,
                        DocumentType.valueOf(row.getString(3)),
                        new String(opener.decryptPart(nameField(id), row.getBytes(4)), StandardCharsets.UTF_8),
                        row.getInt(5),
                        row.getInt(6),
                        UtcTimestamps.readInstant(row, 7),
                        picture == null
                                ? null
                                : PictureFindings.fromBytes(opener.decryptPart(pictureField(id), picture))));
            }
        }
        return found;
    }

    static String nameField(long id) {
        return "document " + id + " name";
    }

    static String pictureField(long id) {
        return "document " + id + " picture";
    }

    static String keyField(long id) {
        return "document " + id + " key";
    }

    static String chunkField(long id, int seq, int chunks) {
        return "document " + id + " " + seq + "/" + chunks;
    }
}
