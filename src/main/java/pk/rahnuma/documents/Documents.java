package pk.rahnuma.documents;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.store.Plain;
import pk.rahnuma.store.Utc;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// The files that people sent, sealed under the key of their subject in chunks. Each chunk is bound to its document,
/// its
/// place and their number, so that none can be swapped, or left out. When the subject is erased they are noise.
///
/// Takes part in the transaction that runs on the calling thread.
@Singleton
public final class Documents {

    /// Bytes of a file.
    public static final int MOST = Judge.MOST;

    /// Bytes.
    static final int CHUNK = 48 * 1024;

    private static final String COLUMNS = "id, subject_id, kind, name, size, chunks, created_at";

    private final Jdbi jdbi;
    private final Vault vault;

    public Documents(Jdbi jdbi, Vault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// Judges a file and keeps it whole, or not at all. One that is there already under this id stays as it is, so that
    /// what was cut off before it was heard of can be done again.
    ///
    /// @param id from [Vault#newId]
    /// @param name as the device called it; null when it did not
    /// @throws Unfit when it is not to be taken
    public Document keep(long id, long subject, String name, byte[] content, Instant now) throws Unfit {
        Kind kind = Judge.of(content);
        int chunks = (content.length + CHUNK - 1) / CHUNK;
        Document document = new Document(id, subject, kind, Names.plain(name, kind), content.length, chunks, now);
        return jdbi.inTransaction(handle -> find(subject, id).orElseGet(() -> {
            insert(document, content);
            return document;
        }));
    }

    /// Empty when there is none, or it is not theirs: nobody can tell which.
    public Optional<Document> find(long subject, long id) {
        return of(subject, List.of(id)).stream().findFirst();
    }

    /// Those of these that are theirs; one query.
    public List<Document> of(long subject, Collection<Long> ids) {
        Keys keys = vault.keys(List.of(subject));
        if (ids.isEmpty() || !keys.has(subject)) {
            return List.of();
        }
        return Plain.with(jdbi, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select " + COLUMNS + " from document where subject_id = ? and id in ("
                            + Plain.marks(ids.size()) + ") order by created_at, id")) {
                select.setLong(1, subject);
                Plain.bind(select, 2, ids);
                return read(select, keys);
            }
        });
    }

    /// All of somebody's, the oldest first.
    public List<Document> of(long subject) {
        Keys keys = vault.keys(List.of(subject));
        if (!keys.has(subject)) {
            return List.of();
        }
        return Plain.with(jdbi, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select " + COLUMNS + " from document where subject_id = ? order by created_at, id")) {
                select.setLong(1, subject);
                return read(select, keys);
            }
        });
    }

    /// The content, a chunk in memory at a time. It throws where one was changed or is missing.
    public InputStream open(Document document) {
        return new Content(document, seq -> chunk(document, seq));
    }

    /// These belong to an application from now on, and are kept with it.
    public void attach(long subject, Collection<Long> ids, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update document set attached_at = :now
                        where subject_id = :subject and attached_at is null and id in (<ids>)
                        """)
                .bind("now", now)
                .bind("subject", subject)
                .bindList("ids", List.copyOf(ids))
                .execute());
    }

    /// Somebody else's, or one that is not there, is left alone.
    public void delete(long subject, long id) {
        jdbi.useTransaction(handle -> {
            int gone = handle.execute("delete from document where id = ? and subject_id = ?", id, subject);
            if (gone > 0) {
                handle.execute("delete from document_chunk where document_id = ?", id);
            }
        });
    }

    /// All of somebody's.
    void deleteAll(long subject) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "delete from document_chunk where document_id in (select id from document where subject_id = ?)",
                    subject);
            handle.execute("delete from document where subject_id = ?", subject);
        });
    }

    /// Deletes documents that came before `before` and belong to no application, at most `most` of them.
    ///
    /// @return how many; less than `most` when none are left
    public int prune(Instant before, int most) {
        return jdbi.inTransaction(handle -> {
            List<Long> old = handle.createQuery("""
                            select id from document where attached_at is null and created_at < :before
                            order by created_at limit :most for update
                            """)
                    .bind("before", before)
                    .bind("most", most)
                    .mapTo(Long.class)
                    .list();
            if (!old.isEmpty()) {
                handle.createUpdate("delete from document_chunk where document_id in (<ids>)")
                        .bindList("ids", old)
                        .execute();
                handle.createUpdate("delete from document where id in (<ids>)")
                        .bindList("ids", old)
                        .execute();
            }
            return old.size();
        });
    }

    private void insert(Document document, byte[] content) {
        Keys keys = vault.keys(List.of(document.subject()));
        Plain.with(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into document (id, subject_id, kind, name, size, chunks, created_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """)) {
                insert.setLong(1, document.id());
                insert.setLong(2, document.subject());
                insert.setString(3, document.kind().name());
                insert.setBytes(4, keys.seal(document.subject(), nameField(document.id()), document.name()));
                insert.setInt(5, document.size());
                insert.setInt(6, document.chunks());
                insert.setObject(7, Utc.of(document.received()));
                insert.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into document_chunk (document_id, seq, body) values (?, ?, ?)")) {
                for (int seq = 0; seq < document.chunks(); seq++) {
                    byte[] part = Arrays.copyOfRange(content, seq * CHUNK, Math.min(content.length, (seq + 1) * CHUNK));
                    insert.setLong(1, document.id());
                    insert.setInt(2, seq);
                    insert.setBytes(3, keys.seal(document.subject(), field(document, seq), part));
                    // Not as a batch: it would hold the whole file twice more.
                    insert.executeUpdate();
                }
            }
            return null;
        });
    }

    private byte[] chunk(Document document, int seq) {
        byte[] sealed = Plain.with(jdbi, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select body from document_chunk where document_id = ? and seq = ?")) {
                select.setLong(1, document.id());
                select.setInt(2, seq);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getBytes(1) : null;
                }
            }
        });
        if (sealed == null) {
            throw new IllegalStateException("a part of document " + document.id() + " is missing");
        }
        return vault.open(document.subject(), field(document, seq), sealed);
    }

    private static List<Document> read(PreparedStatement select, Keys keys) throws SQLException {
        List<Document> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long id = row.getLong(1);
                long subject = row.getLong(2);
                found.add(new Document(
                        id,
                        subject,
                        Kind.valueOf(row.getString(3)),
                        keys.openText(subject, nameField(id), row.getBytes(4)),
                        row.getInt(5),
                        row.getInt(6),
                        Utc.read(row, 7)));
            }
        }
        return found;
    }

    private static String nameField(long id) {
        return "document " + id + " name";
    }

    private static String field(Document document, int seq) {
        return "document " + document.id() + " " + seq + "/" + document.chunks();
    }
}
