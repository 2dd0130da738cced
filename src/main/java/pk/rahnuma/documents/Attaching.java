package pk.rahnuma.documents;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// Hands documents in with applications: see [Documents#attach].
final class Attaching {

    private final Jdbi jdbi;
    private final Vault vault;

    Attaching(Jdbi jdbi, Vault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    private record Row(long id, long subject, byte[] ownKey, byte[] name, int chunks, boolean attached) {}

    void attach(List<Documents.Attachment> attachments, Instant now) {
        List<Long> ids = attachments.stream()
                .map(Documents.Attachment::ids)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            Map<Long, Row> known = rows(handle, ids);
            PreparedBatch batch = handle.prepareBatch("""
                    update document set subject_id = :to, own_key = :own_key, name = :name, attached_at = :now
                    where id = :id
                    """);
            for (Documents.Attachment attachment : attachments) {
                for (long id : attachment.ids()) {
                    Row row = known.get(id);
                    if (row != null && row.subject() == attachment.from() && !row.attached()) {
                        known.remove(id);
                        Row given = row.subject() == attachment.to() ? row : given(handle, row, attachment.to());
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

    private static Map<Long, Row> rows(Handle handle, List<Long> ids) {
        Map<Long, Row> found = new HashMap<>();
        handle.createQuery("""
                        select id, subject_id, own_key, name, chunks, attached_at is not null attached from document
                        where id in (<ids>) order by id for update
                        """)
                .bindList("ids", ids)
                .map((RowView row) -> new Row(
                        row.getColumn("id", Long.class),
                        row.getColumn("subject_id", Long.class),
                        row.getColumn("own_key", byte[].class),
                        row.getColumn("name", byte[].class),
                        row.getColumn("chunks", Integer.class),
                        row.getColumn("attached", Boolean.class)))
                .forEach(row -> found.put(row.id(), row));
        return found;
    }

    private Row given(Handle handle, Row row, long to) {
        Keys keys = vault.keys(List.of(row.subject(), to));
        Row own = row.ownKey() == null ? withKey(handle, row, keys) : row;
        String field = Documents.keyField(row.id());
        byte[] raw = keys.open(row.subject(), field, own.ownKey());
        return new Row(row.id(), to, keys.seal(to, field, raw), own.name(), row.chunks(), false);
    }

    /// One from before documents had keys of their own: it is sealed anew, a chunk in memory at a time.
    private static Row withKey(Handle handle, Row row, Keys keys) {
        byte[] raw = Keys.fresh();
        Keys own = Keys.of(row.id(), raw);
        for (int seq = 0; seq < row.chunks(); seq++) {
            String field = Documents.field(row.id(), seq, row.chunks());
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
        String field = Documents.nameField(row.id());
        byte[] name = own.seal(row.id(), field, keys.open(row.subject(), field, row.name()));
        byte[] ownKey = keys.seal(row.subject(), Documents.keyField(row.id()), raw);
        return new Row(row.id(), row.subject(), ownKey, name, row.chunks(), false);
    }
}
