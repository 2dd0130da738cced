package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.persistence.fault.FaultClassifier;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Processed updates, each with the messages that it caused, so that a repeated update gets the same answer and takes
/// effect once. The lock of the conversation covers its rows.
@Singleton
public final class ProcessedUpdateRepository {

    private static final int HASH_BYTES = 16;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public ProcessedUpdateRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// @param update the channel's own id, unique within the conversation (it includes the chat, because a person may
    ///     have several)
    public record UpdateKey(long conversation, String update) {}

    /// A processed update.
    ///
    /// @param firstSeq first message that it caused
    /// @param lastSeq last message that it caused; less than `firstSeq` when it caused none
    public record ProcessedUpdate(UpdateKey update, int firstSeq, int lastSeq, Instant at) {}

    /// Updates that were processed before; one query.
    public Map<UpdateKey, ProcessedUpdate> findProcessed(Collection<UpdateKey> updates) {
        if (updates.isEmpty()) {
            return Map.of();
        }
        Map<String, UpdateKey> byKey = HashMap.newHashMap(updates.size());
        List<byte[]> hashes = new ArrayList<>(updates.size());
        List<UpdateKey> asked = List.copyOf(updates);
        for (UpdateKey update : asked) {
            byte[] hash = hash(update);
            hashes.add(hash);
            byKey.put(key(update.conversation(), hash), update);
        }
        // MariaDB does not look up a single pair by the key: it would read the whole table.
        int pairs = Math.max(2, asked.size());
        return JdbcExecutor.withConnection(jdbi, connection -> {
            Map<UpdateKey, ProcessedUpdate> taken = new HashMap<>();
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select conversation_id, update_hash, first_seq, last_seq, seen_at from seen
                    where (conversation_id, update_hash) in (%s)
                    """.formatted(JdbcExecutor.placeholders("(?, ?)", pairs)))) {
                int paddedSize = JdbcExecutor.paddedSize(pairs);
                for (int i = 0; i < paddedSize; i++) {
                    int at = Math.min(i, asked.size() - 1);
                    select.setLong(2 * i + 1, asked.get(at).conversation());
                    select.setBytes(2 * i + 2, hashes.get(at));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        UpdateKey update = byKey.get(key(rows.getLong(1), rows.getBytes(2)));
                        taken.put(
                                update,
                                new ProcessedUpdate(
                                        update, rows.getInt(3), rows.getInt(4), UtcTimestamps.readInstant(rows, 5)));
                    }
                }
            }
            return taken;
        });
    }

    /// One of the updates to be inserted exists already. The caller has to repeat the transaction, and look up repeats
    /// first.
    public static final class DuplicateUpdateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DuplicateUpdateException(SQLException cause) {
            super(cause);
        }
    }

    /// Inserts one batch.
    ///
    /// @throws DuplicateUpdateException when an update was processed before
    public void insertProcessed(List<ProcessedUpdate> taken) {
        if (taken.isEmpty()) {
            return;
        }
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into seen (conversation_id, update_hash, first_seq, last_seq, seen_at)
                    values (?, ?, ?, ?, ?)
                    """)) {
                for (ProcessedUpdate one : taken) {
                    insert.setLong(1, one.update().conversation());
                    insert.setBytes(2, hash(one.update()));
                    insert.setInt(3, one.firstSeq());
                    insert.setInt(4, one.lastSeq());
                    UtcTimestamps.bindInstant(insert, 5, one.at());
                    insert.addBatch();
                }
                return insert.executeBatch();
            } catch (SQLException e) {
                // The key is the only constraint of the table.
                if (FaultClassifier.isConstraintViolation(e)) {
                    throw new DuplicateUpdateException(e);
                }
                throw e;
            }
        });
    }

    /// Deletes updates processed before `before`, at most `limit` of them, by their keys.
    ///
    /// @return how many; less than `limit` when none are left
    public int deleteOlderThan(Instant before, int limit) {
        return jdbi.inTransaction(handle -> {
            List<Key> old = handle.createQuery("""
                            select conversation_id, update_hash from seen where seen_at < :before
                            order by seen_at limit :most
                            """)
                    .bind("before", before)
                    .bind("most", limit)
                    .map((rows, context) -> new Key(rows.getLong(1), rows.getBytes(2)))
                    .list();
            if (old.isEmpty()) {
                return 0;
            }
            var delete = handle.prepareBatch("delete from seen where conversation_id = ? and update_hash = ?");
            old.forEach(key -> delete.add(key.conversation(), key.hash()));
            return Arrays.stream(delete.execute())
                    .map(count -> Math.max(count, 1))
                    .sum();
        });
    }

    private byte[] hash(UpdateKey update) {
        return Arrays.copyOf(vault.keyedHash("seen", update.update()), HASH_BYTES);
    }

    private static String key(long conversation, byte[] hash) {
        return conversation + " " + HexFormat.of().formatHex(hash);
    }

    private record Key(long conversation, byte[] hash) {}
}
